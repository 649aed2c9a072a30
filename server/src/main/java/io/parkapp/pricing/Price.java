package io.parkapp.pricing;

import io.parkapp.values.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a stay costs.
///
/// @param total all of it, taxes included
/// @param tax what of it is tax; null where the tariff does not say
/// @param lines add up to the total exactly
public record Price(Money total, @Nullable Tax tax, List<PriceLine> lines) {
    /// @param percent as the tariff has it
    @io.swagger.v3.oas.annotations.media.Schema(name = "PriceTax")
    public record Tax(String name, String percent, Money amount) {}
}
