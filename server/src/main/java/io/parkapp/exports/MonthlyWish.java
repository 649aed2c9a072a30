package io.parkapp.exports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether somebody wants a report of each month.
///
/// @param timeZone by whose calendar; of the lot that they used last where they never said
/// @param nextAt when the next one is made
record MonthlyWish(
        boolean wanted,
        @Schema(example = "Europe/Berlin") String timeZone,
        @Nullable Instant nextAt) {}
