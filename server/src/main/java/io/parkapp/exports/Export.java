package io.parkapp.exports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that somebody asked for, and how far it is.
///
/// @param fileName as it is saved under
/// @param month that a report is about
/// @param rowsTotal absent until they are counted, and for lists that nobody counts first
/// @param sizeBytes once it is ready
/// @param finishedAt when it was ready, or given up
/// @param expiresAt from when the file is gone
record Export(
        UUID id,
        ExportKind kind,
        ExportFormat format,
        ExportStatus status,
        @Schema(example = "reservations-2026-11-22.csv") String fileName,

        @Schema(type = "string", example = "2026-11") @Nullable
        YearMonth month,

        @Schema(example = "1200") long rowsDone,
        @Schema(example = "4800") @Nullable Long rowsTotal,
        @Schema(example = "524288") @Nullable Long sizeBytes,
        Instant createdAt,
        @Nullable Instant finishedAt,
        Instant expiresAt,
        @Nullable ExportFailure failure) {}
