package io.parkapp.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/// What was earned in one currency, day after day, days without anything included.
public record RevenueSeries(
        @Schema(example = "EUR") String currency,
        @Schema(example = "1250000") long totalMinor,
        List<RevenueDay> days) {

    /// @param amountMinor below zero when more was given back than taken
    public record RevenueDay(
            @Schema(example = "2026-12-01") LocalDate date,
            @Schema(example = "41500") long amountMinor) {}
}
