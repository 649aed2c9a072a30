package io.parkapp.platform;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// Writes a table row by row as a file, in flat memory however long it is. Text that a spreadsheet would take for a
/// formula gets an apostrophe before it.
public final class TableWriter implements AutoCloseable {
    /// CSV is RFC 4180 in UTF-8, with the mark at its beginning without which spreadsheets guess another encoding.
    public enum Format {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        public MediaType mediaType() {
            return MediaType.parseMediaType(mediaType);
        }

        /// As files are called: `csv`.
        public String extension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int ROWS_KEPT_MAX = 500;
    /// A worksheet has no more, the header included.
    private static final int SHEET_ROWS_MAX = 1_000_000;

    private final List<String> header;
    private final String name;
    private final @Nullable CsvWriter csv;
    private final @Nullable Workbook workbook;
    private @Nullable Worksheet sheet;
    private int sheets;
    private int rows;

    private TableWriter(String name, List<String> header, @Nullable CsvWriter csv, @Nullable Workbook workbook) {
        this.name = name;
        this.header = header;
        this.csv = csv;
        this.workbook = workbook;
    }

    /// @param out is not closed
    /// @param name of the sheet
    public static TableWriter open(Format format, OutputStream out, String name, List<String> header) {
        return open(format, out, name, header, true);
    }

    /// @param withMark at the beginning of a CSV file, for spreadsheets; programs may not expect it
    public static TableWriter open(
            Format format, OutputStream out, String name, List<String> header, boolean withMark) {
        try {
            if (format == Format.XLSX) {
                return new TableWriter(name, header, null, new Workbook(out, "parkapp", "1.0"));
            }
            var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            if (withMark) {
                text.write(BYTE_ORDER_MARK);
            }
            var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
            csv.writeRecord(header);
            return new TableWriter(name, header, csv, null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @param cells texts, numbers, or null for an empty one
    public void row(@Nullable Object... cells) {
        if (csv != null) {
            csv.writeRecord(Arrays.stream(cells).map(TableWriter::text).toList());
        } else {
            sheetRow(cells);
        }
    }

    @Override
    public void close() {
        try {
            if (csv != null) {
                csv.flush();
            } else {
                nextSheetIfFull();
                Objects.requireNonNull(workbook).finish();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void sheetRow(@Nullable Object... cells) {
        nextSheetIfFull();
        var current = Objects.requireNonNull(sheet);
        for (var column = 0; column < cells.length; column++) {
            var cell = cells[column];
            if (cell instanceof Number number) {
                current.value(rows, column, number);
            } else if (cell != null) {
                // In the sheet itself: a table of all texts would grow with the file.
                current.inlineString(rows, column, harmless(cell.toString()));
            }
        }
        rows++;
        if (rows % ROWS_KEPT_MAX == 0) {
            flush(current);
        }
    }

    private void nextSheetIfFull() {
        if (sheet != null && rows < SHEET_ROWS_MAX) {
            return;
        }
        if (sheet != null) {
            finish(sheet);
        }
        sheets++;
        var next = Objects.requireNonNull(workbook).newWorksheet(sheets == 1 ? name : name + " " + sheets);
        for (var column = 0; column < header.size(); column++) {
            next.value(0, column, header.get(column));
        }
        next.freezePane(0, 1);
        sheet = next;
        rows = 1;
    }

    private static void flush(Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Only one sheet can be written at a time.
    private static void finish(Worksheet sheet) {
        try {
            sheet.finish();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> harmless(cell.toString());
        };
    }

    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
