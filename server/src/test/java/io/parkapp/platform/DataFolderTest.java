package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path parent;

    @Test
    void erasing_takes_what_is_ours_and_the_folder_with_it() throws IOException {
        var folder = parent.resolve("data");
        try (var data = DataFolder.claim(folder)) {
            Files.createDirectories(data.database().resolve("base"));
            Files.writeString(data.database().resolve("base/1"), "a table");
            data.erase();
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void erasing_leaves_files_of_others() throws IOException {
        var letter = Files.writeString(parent.resolve("letter.txt"), "not parkapp's");
        try (var data = DataFolder.claim(parent)) {
            Files.createDirectories(data.database());
            data.erase();
        }
        assertThat(parent).isDirectoryContaining(letter::equals);
        assertThat(parent.resolve("postgresql")).doesNotExist();
    }

    @Test
    void a_folder_is_claimed_by_one_at_a_time() {
        try (var first = DataFolder.claim(parent)) {
            assertThat(first.database()).hasParentRaw(parent);
            assertThatThrownBy(() -> DataFolder.claim(parent))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use by another parkapp");
        }
        DataFolder.claim(parent).close();
    }

    @Test
    void a_new_folder_and_the_programs_in_it_are_for_its_owner_alone() throws IOException {
        var folder = parent.resolve("new");
        try (var data = DataFolder.claim(folder)) {
            assertThat(rights(folder)).isEqualTo("rwx------");
            assertThat(rights(data.binaries())).isEqualTo("rwx------");
        }
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_file_in_the_way_is_refused_in_words() throws IOException {
        var file = Files.writeString(parent.resolve("data"), "a file, no folder");

        assertThatThrownBy(() -> DataFolder.claim(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not ours to write in");
    }
}
