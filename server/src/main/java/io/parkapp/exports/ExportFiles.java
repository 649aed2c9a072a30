package io.parkapp.exports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;

/// Hands out finished files, whichever process made them.
@Service
public class ExportFiles {
    private static final int UNPACKED_AT_ONCE = 1 << 16;

    private final ExportRepository repository;

    ExportFiles(ExportRepository repository) {
        this.repository = repository;
    }

    /// A finished file.
    ///
    /// @param name as it is saved under
    /// @param content read from the database as one reads it: it ends early where the file is deleted meanwhile
    public record File(String name, MediaType mediaType, long sizeBytes, InputStream content) {}

    /// Whoever's it is. Empty where there is none, not yet or not any more.
    public Optional<File> find(UUID export) {
        return repository
                .find(export)
                .filter(each -> each.export().status() == ExportStatus.READY)
                .map(this::open);
    }

    private File open(ExportRepository.Row row) {
        var it = row.export();
        var pieces = new PieceInput(ordinal -> repository.piece(it.id(), ordinal));
        var size = it.sizeBytes() == null ? 0 : it.sizeBytes();
        return new File(it.fileName(), it.format().mediaType(), size, row.packed() ? unpacked(pieces) : pieces);
    }

    private static InputStream unpacked(InputStream packed) {
        try {
            return new GZIPInputStream(packed, UNPACKED_AT_ONCE);
        } catch (IOException notPacked) {
            throw new UncheckedIOException(notPacked);
        }
    }
}
