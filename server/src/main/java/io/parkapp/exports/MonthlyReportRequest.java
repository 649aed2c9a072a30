package io.parkapp.exports;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// @param timeZone by whose calendar the month is meant; the person's own where it is not said
record MonthlyReportRequest(
        @NotNull @Schema(type = "string", example = "2026-11")
        YearMonth month,

        @Size(max = 64) @Schema(example = "Europe/Berlin") @Nullable
        String timeZone) {}
