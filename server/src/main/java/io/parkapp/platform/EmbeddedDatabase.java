package io.parkapp.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL from the class path, with its data in a folder that outlives it. The application itself is no
/// superuser there: it owns one database, as it would on an external server.
public final class EmbeddedDatabase implements AutoCloseable {
    static final String NAME = "parkapp";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration ORPHAN_STOP_MAX = Duration.ofSeconds(20);
    private static final int FREE_DISK_MIN_MIB = 512;

    private final EmbeddedPostgres postgres;
    private final FileChannel lockFile;
    private final FileLock lock;

    private EmbeddedDatabase(EmbeddedPostgres postgres, FileChannel lockFile, FileLock lock) {
        this.postgres = postgres;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// @throws CannotStart in words for whoever started us: folder in use, no room, PostgreSQL's own complaint
    public static EmbeddedDatabase start(Path data) {
        try {
            Files.createDirectories(data);
            if (Files.getFileStore(data).getUsableSpace() < FREE_DISK_MIN_MIB * 1024L * 1024L) {
                throw new CannotStart("less than " + FREE_DISK_MIN_MIB + " MiB are free for the data folder "
                        + data.toAbsolutePath().normalize());
            }
            var lockFile =
                    FileChannel.open(data.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(lockFile);
            if (lock == null) {
                lockFile.close();
                throw new CannotStart("the data folder "
                        + data.toAbsolutePath().normalize()
                        + " is in use by another parkapp; stop that one, or name another folder with --data");
            }
            var cluster = data.resolve("postgresql");
            stopOrphan(cluster);
            var postgres = launch(data, cluster);
            createDatabaseOnce(postgres);
            return new EmbeddedDatabase(postgres, lockFile, lock);
        } catch (IOException | SQLException failed) {
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
        try (lockFile) {
            postgres.close();
            lock.release();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static EmbeddedPostgres launch(Path data, Path cluster) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(data.resolve("binaries").toFile())
                .setPGStartupWait(START_MAX)
                // The library turns these off, for throw-away databases. Ours must survive a kill and a power cut.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "1GB")
                .setServerConfig("timezone", "UTC")
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

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /// After a kill of our process its PostgreSQL lives on. Holding the lock we know that nobody uses it: it is
    /// stopped,
    /// in its own safe way.
    private static void stopOrphan(Path cluster) throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var lines = Files.readAllLines(pidFile);
        var orphan = lines.isEmpty()
                ? null
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(each -> each.info().command().orElse("postgres").contains("postgres"))
                        .orElse(null);
        if (orphan == null) {
            return;
        }
        LOG.info("stopping the PostgreSQL that an earlier run left behind (process {})", orphan.pid());
        orphan.destroy();
        try {
            orphan.onExit().get(ORPHAN_STOP_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException slow) {
            // Crash recovery on the next start makes this safe too.
            orphan.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Why the database does not start, in words for whoever started us.
    public static final class CannotStart extends RuntimeException {
        CannotStart(String message) {
            super(message);
        }

        CannotStart(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
