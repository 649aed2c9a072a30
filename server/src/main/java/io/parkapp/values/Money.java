package io.parkapp.values;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/// An exact amount in whole minor units (cents, paise, yen) of one currency. May be negative: a difference is money
/// too.
///
/// @param amountMinor in the currency's smallest unit
/// @param currency ISO 4217 code in capitals
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record Money(
        @Schema(example = "1250") long amountMinor,
        @Schema(example = "EUR") String currency) implements Comparable<Money> {
    private static final Set<String> KNOWN = Currency.getAvailableCurrencies().stream()
            .filter(each -> each.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    public Money {
        if (!isCurrency(currency)) {
            throw new IllegalArgumentException("not an ISO 4217 currency: " + currency);
        }
    }

    public static Money of(long amountMinor, String currency) {
        return new Money(amountMinor, currency);
    }

    public static Money none(String currency) {
        return new Money(0, currency);
    }

    public static boolean isCurrency(String code) {
        return code.length() == 3 && KNOWN.contains(code);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(amountMinor, sameCurrency(other)), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(amountMinor, sameCurrency(other)), currency);
    }

    public Money times(long count) {
        return new Money(Math.multiplyExact(amountMinor, count), currency);
    }

    /// So many percent of it, half a minor unit rounded up (away from zero).
    public Money percent(int percent) {
        return new Money(
                BigDecimal.valueOf(amountMinor)
                        .multiply(BigDecimal.valueOf(percent))
                        .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                        .longValueExact(),
                currency);
    }

    /// In the currency's major unit, as spreadsheets reckon: 12.50.
    public BigDecimal major() {
        return BigDecimal.valueOf(amountMinor, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    public boolean isZero() {
        return amountMinor == 0;
    }

    public boolean isPositive() {
        return amountMinor > 0;
    }

    public Money atMost(Money limit) {
        return compareTo(limit) <= 0 ? this : limit;
    }

    public Money atLeast(Money limit) {
        return compareTo(limit) >= 0 ? this : limit;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(amountMinor, sameCurrency(other));
    }

    private long sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
        }
        return other.amountMinor;
    }
}
