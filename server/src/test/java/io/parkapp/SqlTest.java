package io.parkapp;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.SqlInSource.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every statement in the source fits the migrated schema, and keeps to what its module may write and read.
@ParkappTest
class SqlTest {
    private static final Pattern WRITES = Pattern.compile(
            "(?:insert\\s+into|delete\\s+from|truncate|merge\\s+into|(?<!for\\s|key\\s|do\\s)update)\\s+(?:only\\s+)?([\\w.]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TABLE = Pattern.compile("\\b(?:from|join|into|update)\\s+(\\w+)\\.\\w+");

    /// Has no code of its own: triggers write it, and whoever proves or prints it reads it.
    private static final String LEDGER = "ledger";

    private static final Pattern DEPENDENCIES = Pattern.compile("allowedDependencies\\s*=\\s*([^)]*)\\)");
    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)");

    /// Not a module's own doing: it fills the demo city, and the server's checks before it starts.
    private static final Set<String> EXEMPT = Set.of("demo", "parkapp");

    private final DataSource database;
    private final JdbcClient jdbc;
    private final List<Statement> statements;

    SqlTest(DataSource database, JdbcClient jdbc) throws IOException {
        this.database = database;
        this.jdbc = jdbc;
        this.statements = SqlInSource.read();
    }

    @Test
    void every_statement_can_be_read_from_the_source() {
        assertThat(statements)
                .hasSizeGreaterThan(50)
                .allSatisfy(each -> assertThat(each.texts())
                        .as("put it together so that SqlInSource understands it: %s", each)
                        .isNotEmpty());
    }

    @Test
    void every_statement_prepares_on_the_migrated_schema() throws SQLException {
        var failures = new ArrayList<String>();
        try (var connection = database.getConnection()) {
            for (var statement : statements) {
                for (var text : statement.texts()) {
                    var error = prepare(connection, text);
                    if (error != null) {
                        failures.add(statement + " " + error + "\n" + text);
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void a_statement_that_does_not_fit_the_schema_is_noticed() throws SQLException {
        try (var connection = database.getConnection()) {
            assertThat(prepare(connection, "select no_such_column from lots.lot where id = :id"))
                    .contains("no_such_column");
        }
    }

    @Test
    void a_module_writes_only_its_own_schema() {
        assertThat(statements)
                .filteredOn(each -> !EXEMPT.contains(each.module()))
                .allSatisfy(each -> {
                    for (var text : each.texts()) {
                        assertThat(written(text))
                                .allSatisfy(table -> assertThat(table).startsWith(each.module() + "."));
                    }
                });
    }

    @Test
    void every_way_to_write_is_noticed_and_locking_is_none() {
        assertThat(written("with a as (delete from lots.spot returning id) insert into lots.lot select 1"))
                .containsExactly("lots.spot", "lots.lot");
        assertThat(written("update lots.spot set label = :label")).containsExactly("lots.spot");
        assertThat(written("insert into lots.lot values (1) on conflict (id) do update set name = 'x'"))
                .containsExactly("lots.lot");
        assertThat(written("select id from lots.spot for no key update skip locked"))
                .isEmpty();
        assertThat(written("select id from lots.spot for update of spot")).isEmpty();
    }

    private static List<String> written(String text) {
        return WRITES.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Test
    void a_module_reads_only_the_schemas_of_those_it_may_ask() {
        var schemas = Set.copyOf(
                jdbc.sql("select nspname from pg_namespace").query(String.class).list());
        assertThat(statements)
                .filteredOn(each -> !EXEMPT.contains(each.module()))
                .allSatisfy(each -> {
                    var allowed = allowed(each.module());
                    for (var text : each.texts()) {
                        assertThat(TABLE.matcher(text)
                                        .results()
                                        .map(found -> found.group(1))
                                        .filter(schemas::contains)
                                        .collect(toSet()))
                                .as("schemas read by %s", each)
                                .isSubsetOf(allowed);
                    }
                });
    }

    /// As the module's package-info says in the source: of the compiled ones, the tests' own hide it.
    private static Set<String> allowed(String module) {
        try {
            var source = Files.readString(Path.of("src", "main", "java", "io", "parkapp", module, "package-info.java"));
            var list = DEPENDENCIES.matcher(source);
            assertThat(list.find()).as("allowedDependencies of %s", module).isTrue();
            return Stream.concat(
                            Stream.of(module, "pg_catalog", LEDGER),
                            QUOTED.matcher(list.group(1)).results().map(each -> each.group(1)))
                    .collect(toSet());
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /// What PostgreSQL says against it, or null. Asking for the parameters' types makes the driver send it.
    private static @Nullable String prepare(Connection connection, String text) {
        var sql = text.contains(":")
                ? NamedParameterUtils.substituteNamedParameters(text, new MapSqlParameterSource(Map.of()))
                : text;
        try (var statement = connection.prepareStatement(sql)) {
            statement.getParameterMetaData();
            return null;
        } catch (SQLException refused) {
            return refused.getMessage();
        }
    }
}
