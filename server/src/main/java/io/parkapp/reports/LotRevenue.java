package io.parkapp.reports;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/// What a lot earned.
///
/// @param reservations for which something was paid or given back
public record LotRevenue(
        UUID lotId,
        @Schema(example = "Downtown Central Parking") String name,
        Money amount,
        @Schema(example = "204") int reservations) {}
