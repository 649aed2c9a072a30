package io.parkapp.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/// A real PostgreSQL from the class path, with its data in a folder that outlives it. The application itself is no
/// superuser there: it owns one database, as it would on an external server.
public final class EmbeddedDatabase implements AutoCloseable {
    static final String NAME = "parkapp";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration ORPHAN_STOP_MAX = Duration.ofSeconds(20);

    private final EmbeddedPostgres postgres;
    private final DataFolder data;

    private EmbeddedDatabase(EmbeddedPostgres postgres, DataFolder data) {
        this.postgres = postgres;
        this.data = data;
    }

    /// @throws CannotStart folder in use, no room, or PostgreSQL's own complaint
    public static EmbeddedDatabase start(Path folder) {
        var data = DataFolder.claim(folder);
        try {
            stopOrphan(data.database());
            // After everything that still uses the database has stopped; in time too when we stop while starting.
            SpringApplication.getShutdownHandlers().add(() -> stopIfOurs(data));
            var postgres = launch(data);
            createDatabaseOnce(postgres);
            return new EmbeddedDatabase(postgres, data);
        } catch (IOException | SQLException | IllegalStateException failed) {
            stopIfOurs(data);
            data.close();
            throw new CannotStart("the embedded PostgreSQL does not start: " + failed.getMessage(), failed);
        }
    }

    /// To the application's database, as its owner.
    public String url() {
        return postgres.getJdbcUrl(NAME, NAME);
    }

    public String user() {
        return NAME;
    }

    /// To the server as a superuser: for tests that make and drop databases.
    public String adminUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        try (data) {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static EmbeddedPostgres launch(DataFolder data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data.database())
                .setCleanDataDirectory(false)
                // Below a private folder of ours, as the library lets everybody write in its own.
                .setOverrideWorkingDirectory(data.binaries().resolve("unpacked").toFile())
                .setPGStartupWait(START_MAX)
                // It would stop the database under requests that are still being answered.
                .setRegisterShutdownHook(false)
                // The library turns these off, for throw-away databases. Ours must survive a kill and a power cut.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_wal_size", "1GB")
                .setServerConfig("timezone", "UTC")
                // Two changes that wait for each other are told so sooner; the loser is run again.
                .setServerConfig("deadlock_timeout", "200ms")
                .start();
    }

    private static void createDatabaseOnce(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create role " + NAME + " login");
            statement.execute("create database " + NAME + " owner " + NAME);
        }
    }

    /// After a kill of our process its PostgreSQL lives on. Holding the lock we know that nobody uses it: it is
    /// stopped, in its own safe way.
    static void stopOrphan(Path cluster) {
        running(cluster).ifPresent(orphan -> {
            LOG.info("stopping the PostgreSQL that an earlier run left behind (process {})", orphan.pid());
            stop(orphan);
        });
    }

    private static void stopIfOurs(DataFolder data) {
        if (data.isClaimed()) {
            running(data.database()).ifPresent(EmbeddedDatabase::stop);
        }
    }

    private static void stop(ProcessHandle postgres) {
        postgres.destroy();
        try {
            postgres.onExit().get(ORPHAN_STOP_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException slow) {
            // Crash recovery on the next start makes this safe too.
            postgres.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<ProcessHandle> running(Path cluster) {
        var pidFile = cluster.resolve("postmaster.pid");
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .filter(each -> each.info().command().orElse("postgres").contains("postgres"));
        } catch (NoSuchFileException noOrphan) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new CannotStart("cannot read " + pidFile + ": " + failed.getMessage(), failed);
        }
    }
}
