package io.parkapp;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.parkapp.platform.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/// Gives each test class its own copy of a migrated database, on one PostgreSQL for the whole run. The server under
/// test is one for all classes; only the database behind it is changed.
public class FreshDatabase implements BeforeAllCallback {
    /// Room for tests that race with this many threads.
    static final int CONNECTIONS_MAX = 80;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedDatabase POSTGRES = EmbeddedDatabase.start(Path.of(
            "target", "test-data", String.valueOf(ProcessHandle.current().pid())));

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::close));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        var application = SpringExtension.getApplicationContext(context);
        application.getBean(TestClock.class).reset();
        var database = application.getBean(SwitchableDataSource.class);
        database.close();
        var name = "test_" + COUNT.incrementAndGet();
        try (var connection = DriverManager.getConnection(POSTGRES.adminUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template parkapp owner parkapp");
        }
        database.open(POSTGRES.url().replace("/parkapp?", "/" + name + "?"));
    }

    static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "parkapp.database.url=" + POSTGRES.url(),
                            "parkapp.data=" + Path.of("target", "test-data").toAbsolutePath(),
                            "server.port=0")
                    .applyTo(context);
        }
    }

    /// Stands where the server expects its pool.
    @TestComponent
    @Primary
    static class SwitchableDataSource extends AbstractDataSource implements AutoCloseable {
        private volatile @Nullable HikariDataSource current;

        SwitchableDataSource() {
            open(POSTGRES.url());
        }

        void open(String url) {
            var config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setMaximumPoolSize(CONNECTIONS_MAX);
            config.setMinimumIdle(2);
            current = new HikariDataSource(config);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return Objects.requireNonNull(current, "no database between two classes")
                    .getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            var closing = current;
            current = null;
            if (closing != null) {
                closing.close();
            }
        }
    }
}
