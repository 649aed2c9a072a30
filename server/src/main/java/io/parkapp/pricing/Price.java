package io.parkapp.pricing;

import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
    public record Tax(String name, String percent, Money amount) {
        /// What of a total is tax, half a minor unit rounded up.
        ///
        /// @param percent of the total without the tax
        public static Tax within(Money total, String name, BigDecimal percent) {
            var amount = BigDecimal.valueOf(total.amountMinor())
                    .multiply(percent)
                    .divide(HUNDRED.add(percent), 0, RoundingMode.HALF_UP)
                    .longValueExact();
            return new Tax(name, percent.stripTrailingZeros().toPlainString(), Money.of(amount, total.currency()));
        }
    }

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
}
