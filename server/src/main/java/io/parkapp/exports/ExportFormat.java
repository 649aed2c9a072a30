package io.parkapp.exports;

import io.parkapp.platform.TableWriter;
import java.util.Locale;
import org.springframework.http.MediaType;

public enum ExportFormat {
    CSV(TableWriter.Format.CSV.mediaType()),
    XLSX(TableWriter.Format.XLSX.mediaType()),
    /// Of reports only.
    PDF(MediaType.APPLICATION_PDF);

    @SuppressWarnings("ImmutableEnumChecker") // It is, in fact.
    private final MediaType mediaType;

    ExportFormat(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    public MediaType mediaType() {
        return mediaType;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether its bytes are worth packing: XLSX and PDF are packed already.
    boolean isPackable() {
        return this == CSV;
    }

    TableWriter.Format table() {
        return switch (this) {
            case CSV -> TableWriter.Format.CSV;
            case XLSX -> TableWriter.Format.XLSX;
            case PDF -> throw new IllegalStateException("a list is no PDF");
        };
    }
}
