package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.Parkapp;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CannotStartTest {
    @TempDir
    private Path data;

    @Test
    void a_folder_in_use_is_said_in_one_line_and_without_a_stack_trace(CapturedOutput output) {
        try (var other = DataFolder.claim(data)) {
            assertThat(other.isClaimed()).isTrue();
            assertThatThrownBy(() -> start("--parkapp.data=" + data)).hasRootCauseInstanceOf(CannotStart.class);
        }
        assertThat(output.getErr())
                .startsWith("parkapp cannot start: the data folder")
                .contains("is in use by another parkapp")
                .hasLineCount(1);
        assertThat(output.getOut()).doesNotContain("\tat ");
    }

    @Test
    void a_database_that_is_not_there_is_said_in_words(CapturedOutput output) {
        assertThatThrownBy(() ->
                        start("--parkapp.data=" + data, "--parkapp.database.url=jdbc:postgresql://127.0.0.1:1/parkapp"))
                .isInstanceOf(Exception.class);

        assertThat(output.getErr()).startsWith("parkapp cannot start: the database cannot be reached");
        assertThat(output.getOut()).doesNotContain("\tat ");
    }

    private static void start(String... arguments) {
        SpringApplication.run(Parkapp.class, arguments).close();
    }
}
