package io.parkapp.payments;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change of what is owed for one stay that a person decided on.
///
/// @param reservationId the subject, to whoever asks over HTTP
/// @param amount below zero: less is owed, and what was paid too much is given back
/// @param decidedBy whoever agreed or refused; null while nobody has, and where nobody had to
public record Correction(
        UUID id,
        UUID reservationId,
        UUID operatorId,
        Money amount,

        @Schema(example = "The barrier was stuck for an hour")
        String reason,

        Status status,
        UUID askedBy,
        Instant askedAt,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt) {
    /// AWAITING_APPROVAL → APPLIED or REJECTED; a small one is APPLIED at once.
    @Schema(name = "CorrectionStatus")
    public enum Status {
        AWAITING_APPROVAL,
        APPLIED,
        REJECTED
    }
}
