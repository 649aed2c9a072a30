package io.parkapp.exports;

import java.time.Instant;
import java.util.UUID;

/// Published in the transaction that makes a file ready. The file is read with [ExportFiles#find].
///
/// @param accountId whose file it is
/// @param isScheduled whether nobody asked for it just now: a monthly report that somebody wants each month
/// @param expiresAt from when the file is gone
public record ExportFinished(
        UUID exportId,
        UUID accountId,
        ExportKind kind,
        ExportFormat format,
        boolean isScheduled,
        long sizeBytes,
        Instant expiresAt) {}
