package io.parkapp.exports;

import java.time.Instant;
import java.util.UUID;

/// Published in the transaction that makes a file ready. The file is read with [ExportFiles#find].
///
/// @param accountId whose file it is
/// @param expiresAt from when the file is gone
public record ExportFinished(
        UUID exportId, UUID accountId, ExportKind kind, ExportFormat format, long sizeBytes, Instant expiresAt) {}
