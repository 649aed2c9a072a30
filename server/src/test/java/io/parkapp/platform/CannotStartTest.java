package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Parkapp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a process of its own, as its exit code and all that it prints are what counts.
class CannotStartTest {
    @TempDir
    private Path data;

    @TempDir
    private Path printed;

    @Test
    void a_folder_in_use_is_said_in_one_line() throws Exception {
        try (var other = DataFolder.claim(data)) {
            assertThat(other.isClaimed()).isTrue();
            assertThat(start("--parkapp.data=" + data)).isEqualTo(1);
        }
        assertThat(errors())
                .singleElement()
                .asString()
                .startsWith("parkapp cannot start: the data folder")
                .contains("is in use by another parkapp");
    }

    @Test
    void a_database_that_is_not_there_is_said_in_words() throws Exception {
        assertThat(start("--parkapp.data=" + data, "--parkapp.database.url=jdbc:postgresql://127.0.0.1:1/parkapp"))
                .isEqualTo(1);

        assertThat(errors())
                .singleElement()
                .asString()
                .startsWith("parkapp cannot start: the database cannot be reached");
    }

    private int start(String... arguments) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                Parkapp.class.getName(),
                "--spring.profiles.active=demo"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(printed.resolve("output").toFile())
                .redirectError(printed.resolve("errors").toFile())
                .start()
                .waitFor();
    }

    private List<String> errors() throws IOException {
        assertThat(printed.resolve("output")).content().doesNotContain("\tat ");
        return Files.readAllLines(printed.resolve("errors"));
    }
}
