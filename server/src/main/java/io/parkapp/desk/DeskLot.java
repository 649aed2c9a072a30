package io.parkapp.desk;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/// Where a drawer can be opened.
record DeskLot(
        UUID id,
        @Schema(example = "Downtown Central Parking") String name,
        @Schema(example = "EUR") String currency) {}
