package io.parkapp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.values.Money;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeAmountTest {
    @ParameterizedTest
    @CsvSource({
        "EUR, 1250, 1250",
        "JPY, 500, 500",
        "KWD, 1500, 1500",
        "ISK, 500, 50000",
        "UGX, 7000, 700000",
        "MGA, 700, 7"
    })
    void it_is_in_the_units_that_stripe_counts_in(String currency, long ours, long stripes) {
        assertThat(StripeAmount.of(Money.of(ours, currency))).isEqualTo(stripes);
        assertThat(StripeAmount.money(stripes, currency.toLowerCase(Locale.ROOT)))
                .isEqualTo(Money.of(ours, currency));
    }

    @Test
    void what_stripe_cannot_count_is_not_rounded() {
        assertThatThrownBy(() -> StripeAmount.of(Money.of(701, "MGA"))).isInstanceOf(ArithmeticException.class);
    }
}
