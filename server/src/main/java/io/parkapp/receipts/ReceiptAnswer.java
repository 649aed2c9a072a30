package io.parkapp.receipts;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/// A receipt or credit note as lists show it.
///
/// @param total what was taken, or given back by a credit note
/// @param code under which anybody can verify it
@Schema(name = "Receipt")
record ReceiptAnswer(
        UUID id,
        @Schema(example = "R-2026-000042") String number,
        DocumentKind kind,
        Instant issuedAt,
        Money total,
        UUID reservationId,
        @Schema(example = "P100042") String reservationNumber,
        UUID lotId,
        @Schema(example = "Downtown Central Parking") String lotName,
        @Schema(example = "Europe/Berlin") String timeZone,
        @Schema(example = "7QK2M9XW4TBD0HNR5VCE") String code) {}
