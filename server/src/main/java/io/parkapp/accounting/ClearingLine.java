package io.parkapp.accounting;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;

/// What one provider took and gave back on one day.
public record ClearingLine(
        @Schema(example = "stripe") String provider, LocalDate day, Money captured, Money refunded) {}
