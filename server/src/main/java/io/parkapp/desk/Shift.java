package io.parkapp.desk;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An attendant's cash drawer, from its opening to its count.
///
/// @param expected what had to be in it; null until it was counted, so that nobody counts towards it
/// @param difference counted without expected; below zero when something is missing
/// @param reason of the difference
record Shift(
        UUID id,
        UUID operatorId,
        UUID lotId,
        @Schema(example = "Downtown Central Parking") String lotName,
        UUID attendantId,
        @Schema(example = "Cleo Attendant") String attendantName,
        Instant openedAt,
        Money openingFloat,
        @Nullable Instant closedAt,
        @Nullable Money counted,
        @Nullable Money expected,
        @Nullable Money difference,

        @Schema(example = "A note of 5.00 was torn") @Nullable
        String reason) {}
