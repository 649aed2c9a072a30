package io.parkapp.pricing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a price.
///
/// @param description says in words how the amount came about, before the reductions
/// @param rule the part of the tariff that it comes from, by name
/// @param units how many were started; left out where nothing is counted
/// @param unitPrice in the currency's major unit
/// @param fullAmount what it would be without the reductions
/// @param reductions what caps took off
/// @param amount what it adds to the total; may be negative
public record PriceLine(
        @Schema(example = "3 started hours at 5.00") String description,
        @Schema(example = "Day") @Nullable String rule,
        Instant from,
        Instant until,
        @Schema(example = "3") @Nullable Long units,

        @Schema(example = "5.00", description = "Decimal, in the currency's major unit.") @Nullable
        String unitPrice,

        @Nullable Money fullAmount,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<Reduction> reductions,

        Money amount) {
    /// What a cap took off a line.
    @Schema(name = "PriceReduction")
    public record Reduction(@Schema(example = "Day ticket") String rule, Money amount) {}
}
