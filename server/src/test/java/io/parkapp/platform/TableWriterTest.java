package io.parkapp.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.platform.TableWriter.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {
    private static final String MARK = "\uFEFF";

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void text_that_a_spreadsheet_would_reckon_with_gets_an_apostrophe(String formula) throws IOException {
        assertThat(csv(false, formula)).contains("'" + formula);
        assertThat(sheets(formula).getFirst()).contains("&apos;");
        assertThat(sheets(formula).getFirst()).doesNotContain("<f>");
    }

    @Test
    void a_number_below_nothing_stays_a_number() throws IOException {
        assertThat(csv(false, new BigDecimal("-12.50"))).endsWith("\r\n-12.50\r\n");
        assertThat(sheets(new BigDecimal("-12.50")).getFirst()).contains("<v>-12.50</v>");
    }

    @Test
    void csv_quotes_what_would_end_a_cell_and_ends_lines_as_rfc_4180_says() {
        assertThat(csv(false, "a,b", "say \"hi\"", "two\nlines", null))
                .isEqualTo("One,Two,Three,Four\r\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
    }

    @Test
    void the_mark_of_utf_8_stands_only_where_it_is_wanted() {
        assertThat(csv(true, "ä")).startsWith(MARK + "One");
        assertThat(csv(false, "ä")).startsWith("One");
    }

    @Test
    void more_rows_than_a_sheet_has_go_on_in_the_next() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var table = TableWriter.open(Format.XLSX, out, "Rows", List.of("Number"))) {
            for (var row = 0; row < 1_000_000; row++) {
                table.row(row);
            }
        }
        assertThat(sheets(out.toByteArray()))
                .satisfiesExactly(
                        first -> assertThat(first).contains("<v>999998</v>").doesNotContain("<v>999999</v>"),
                        second -> assertThat(second).contains("<v>999999</v>").doesNotContain("<v>999998</v>"));
    }

    private static String csv(boolean withMark, @Nullable Object... cells) {
        var out = new ByteArrayOutputStream();
        try (var table = TableWriter.open(Format.CSV, out, "Test", List.of("One", "Two", "Three", "Four"), withMark)) {
            table.row(cells);
        }
        return out.toString(UTF_8);
    }

    private static List<String> sheets(Object... cells) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var table = TableWriter.open(Format.XLSX, out, "Test", List.of("One"))) {
            table.row(cells);
        }
        return sheets(out.toByteArray());
    }

    private static List<String> sheets(byte[] file) throws IOException {
        var path = Files.createTempFile("table", ".xlsx");
        Files.write(path, file);
        try (var zip = new ZipFile(path.toFile())) {
            var sheets = new ArrayList<String>();
            for (var entry : Collections.list(zip.entries())) {
                if (entry.getName().startsWith("xl/worksheets/sheet")) {
                    sheets.add(new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
                }
            }
            return sheets;
        } finally {
            Files.delete(path);
        }
    }
}
