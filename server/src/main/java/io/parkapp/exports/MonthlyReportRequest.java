package io.parkapp.exports;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One's own month, or that of an operator or one of its lots.
///
/// @param timeZone by whose calendar the month is meant; the person's own where it is not said
record MonthlyReportRequest(
        @NotNull @Schema(type = "string", example = "2026-11")
        YearMonth month,

        @Size(max = 64) @Schema(example = "Europe/Berlin") @Nullable
        String timeZone,

        @Nullable UUID operatorId,
        @Nullable UUID lotId) {
    /// Of car parks rather than of a driver.
    boolean isOfOperator() {
        return operatorId != null || lotId != null;
    }
}
