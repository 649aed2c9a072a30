package io.parkapp;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.parkapp.platform.EmbeddedDatabase;
import io.parkapp.platform.News;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.util.FileSystemUtils;

/// Gives each test class its own copy of a migrated database, on one PostgreSQL for the whole run. The server under
/// test is one for all classes; only the database behind it is changed.
public class FreshDatabase implements BeforeAllCallback {
    /// Room for tests that race with this many threads.
    static final int CONNECTIONS_MAX = 80;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Path DATA = Path.of(
            "target", "test-data", String.valueOf(ProcessHandle.current().pid()));
    private static final EmbeddedDatabase POSTGRES = start();
    private static final Queue<ConfigurableApplicationContext> SERVERS = new ConcurrentLinkedQueue<>();

    static {
        // After the servers under test: one that loses its database while it stops waits for it in vain.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            SERVERS.forEach(ConfigurableApplicationContext::close);
            POSTGRES.close();
            FileSystemUtils.deleteRecursively(DATA.toFile());
        }));
    }

    private static EmbeddedDatabase start() {
        shareBinaries(DATA);
        return EmbeddedDatabase.start(DATA);
    }

    /// Unpacking PostgreSQL's programs takes seconds: it is done once for all processes of the tests.
    ///
    /// @param data a data folder, made where it is missing
    static void shareBinaries(Path data) {
        try {
            var shared = Files.createDirectories(Path.of("target", "test-data", "binaries"));
            Files.createDirectories(data);
            var link = data.resolve("binaries");
            if (Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, shared.toAbsolutePath());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        var application = SpringExtension.getApplicationContext(context);
        application.getBean(SwitchableDataSource.class).switchTo(() -> {
            // This wakes the scheduler, which finds the new database then.
            application.getBean(TestClock.class).reset();
            return copy();
        });
        // Until then it takes nothing from memory; and what it remembers of the old database is forgotten.
        await().until(application.getBean(News.class)::isCurrent);
    }

    private static String copy() throws SQLException {
        return create("template parkapp");
    }

    /// For a server that a test starts by itself.
    static String empty() throws SQLException {
        return create("");
    }

    private static String create(String like) throws SQLException {
        var name = "test_" + COUNT.incrementAndGet();
        try (var connection = DriverManager.getConnection(POSTGRES.adminUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " " + like + " owner parkapp");
        }
        return POSTGRES.url().replace("/parkapp?", "/" + name + "?");
    }

    static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            SERVERS.add(context);
            TestPropertyValues.of(
                            "parkapp.database.url=" + POSTGRES.url(),
                            "parkapp.data=" + DATA.toAbsolutePath(),
                            "server.port=0")
                    .applyTo(context);
        }
    }

    /// Stands where the server expects its pool. Whoever asks during a switch, like a polling job, waits.
    @TestComponent
    @Primary
    public static class SwitchableDataSource extends AbstractDataSource implements AutoCloseable {
        private final ReadWriteLock switching = new ReentrantReadWriteLock();
        private HikariDataSource current = open(POSTGRES.url());
        private volatile boolean isAway;

        /// Of the database that is used now, for a second server.
        public String url() {
            return current.getJdbcUrl();
        }

        void switchTo(Callable<String> url) throws SQLException {
            switching.writeLock().lock();
            try {
                // Closed first: a database that is in use cannot be copied.
                current.close();
                current = open(url.call());
            } catch (SQLException failed) {
                throw failed;
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            } finally {
                switching.writeLock().unlock();
            }
        }

        /// Like a PostgreSQL that has stopped, to whoever asks for a connection meanwhile.
        void whileAway(Runnable what) {
            isAway = true;
            try {
                what.run();
            } finally {
                isAway = false;
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isAway) {
                throw new SQLTransientConnectionException("away, for a test");
            }
            switching.readLock().lock();
            try {
                return current.getConnection();
            } finally {
                switching.readLock().unlock();
            }
        }

        @Override
        public Connection getConnection(String user, String password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            current.close();
        }

        private static HikariDataSource open(String url) {
            var config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setMaximumPoolSize(CONNECTIONS_MAX);
            config.setMinimumIdle(2);
            return new HikariDataSource(config);
        }
    }
}
