package io.parkapp.tariffs;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// One line of a price.
///
/// @param units how many were started; the amount need not be units times unit price where a cap applied
public record PriceLine(
        @Schema(example = "3 started hours at 5.00") String description,
        Instant from,
        Instant until,
        int units,
        Money unitPrice,
        Money amount) {}
