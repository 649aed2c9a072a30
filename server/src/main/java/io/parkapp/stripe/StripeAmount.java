package io.parkapp.stripe;

import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/// Money in Stripe's minor units. They are those of ISO 4217, yen without any included, with few exceptions.
final class StripeAmount {
    /// How many digits stand after the point where Stripe and ISO 4217 differ: docs.stripe.com/currencies.
    private static final Map<String, Integer> OTHER_DIGITS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private StripeAmount() {}

    static long of(Money money) {
        return moved(money.amountMinor(), ours(money.currency()), stripes(money.currency()));
    }

    /// @param currency as Stripe writes it, in small letters
    static Money money(long amount, String currency) {
        var code = currency.toUpperCase(Locale.ROOT);
        return Money.of(moved(amount, stripes(code), ours(code)), code);
    }

    private static long moved(long amount, int digits, int wantedDigits) {
        return BigDecimal.valueOf(amount).movePointRight(wantedDigits - digits).longValueExact();
    }

    private static int ours(String currency) {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }

    private static int stripes(String currency) {
        return OTHER_DIGITS.getOrDefault(currency, ours(currency));
    }
}
