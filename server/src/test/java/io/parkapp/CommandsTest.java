package io.parkapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the commands of bin/ read what they are told. None of these gets as far as to begin anything.
class CommandsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private record Run(int code, String text) {}

    @ParameterizedTest
    @CsvSource({
        "run --nope, --nope",
        "run x, x",
        "run --port, --port needs a value",
        "run --port=, --port needs a value",
        "run --port 65536, 65536",
        "run --profile=production, production",
        "run --reset=no, --reset takes no value",
        "run --data '' --reset, --data needs a value",
        "test --fast --ful, --ful",
        "test --fast --full, not both",
        "bench --seconds, --seconds needs a value",
        "bench --seconds=0, must be whole and positive",
        "dev --port 1, --port"
    })
    void what_a_command_does_not_know_is_named_and_nothing_begins(String arguments, String named) throws Exception {
        var run = bash("bin/" + arguments.replace("''", "\"\""), Map.of());
        assertThat(run.code()).as(run.text()).isEqualTo(2);
        assertThat(run.text()).contains(named).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "test", "bench", "dev"})
    void each_command_says_how_it_is_used(String command) throws Exception {
        var run = bash("bin/" + command + " --help", Map.of());
        assertThat(run.code()).isZero();
        assertThat(run.text()).startsWith("Usage: bin/" + command);
    }

    @Test
    void a_command_is_found_from_elsewhere_and_through_a_link() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("parkapp"), PROJECT.resolve("bin/run"));
        var run = bash("cd / && CDPATH=/usr " + link + " --nope", Map.of());
        assertThat(run.code()).as(run.text()).isEqualTo(2);
        assertThat(run.text()).contains("unknown option --nope");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                PARKAPP_OPERATOR_NAME=City Parking | City Parking
                PARKAPP_OPERATOR_NAME="City # Parking"   # our name | City # Parking
                PARKAPP_OPERATOR_NAME='a "b"' | a "b"
                PARKAPP_OPERATOR_NAME=a#b # a note | a#b
                PARKAPP_OPERATOR_NAME=$(date) | $(date)
                """)
    void a_line_of_the_settings_is_read_as_it_is_meant(String line, String value) throws Exception {
        var settings = Files.writeString(folder.resolve("settings"), "\uFEFF" + line + "  \r\n# no setting\r\n");
        var run = bash(
                ". bin/lib.sh && read_settings && printf %s \"$PARKAPP_OPERATOR_NAME\"",
                Map.of("PARKAPP_SETTINGS_FILE", settings.toString()));
        assertThat(run).isEqualTo(new Run(0, value));
    }

    @Test
    void a_setting_of_an_unknown_name_is_told_and_a_line_that_is_none_refused() throws Exception {
        var settings = Files.writeString(folder.resolve("settings"), "PARKAPP_PROT=80\n");
        var named = Map.of("PARKAPP_SETTINGS_FILE", settings.toString());
        assertThat(bash(". bin/lib.sh && read_settings", named).text()).contains("PARKAPP_PROT");
        Files.writeString(settings, "PORT 80\n");
        assertThat(bash(". bin/lib.sh && read_settings", named).code()).isEqualTo(1);
    }

    @Test
    void what_is_tested_or_measured_forgets_the_installations_settings_and_keeps_its_jdk() throws Exception {
        var settings = Files.writeString(
                folder.resolve("settings"),
                "PARKAPP_DATABASE_URL=jdbc:postgresql://production/parkapp\nJAVA_HOME=/jdk\n");
        var run = bash(
                "unset JAVA_HOME; . bin/lib.sh && forget_settings && read_settings && env | grep -E '^(PARKAPP|JAVA_H)'",
                Map.of("PARKAPP_SETTINGS_FILE", settings.toString(), "PARKAPP_STRIPE_SECRET_KEY", "sk_live"));
        assertThat(run.text().lines()).containsExactlyInAnyOrder("JAVA_HOME=/jdk", "PARKAPP_SETTINGS_FILE=/dev/null");
    }

    private static Run bash(String script, Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of("bash", "-c", script))
                .directory(PROJECT.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), text);
    }
}
