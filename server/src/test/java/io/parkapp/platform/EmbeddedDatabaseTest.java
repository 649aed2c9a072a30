package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    private Path data;

    @Test
    void survives_a_kill_by_its_settings_and_keeps_its_data_between_starts() throws SQLException {
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(database, "select usesuper from pg_user where usename = current_user"))
                    .isEqualTo("f");
            run(database, "create table kept (word text)");
            run(database, "insert into kept values ('still here')");
        }
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(ask(database, "select word from kept")).isEqualTo("still here");
        }
    }

    @Test
    void a_folder_in_use_is_refused_in_words() {
        try (var first = EmbeddedDatabase.start(data)) {
            assertThat(first.url()).startsWith("jdbc:postgresql:");
            assertThatThrownBy(() -> EmbeddedDatabase.start(data))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use by another parkapp");
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
