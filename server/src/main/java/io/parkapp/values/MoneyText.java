package io.parkapp.values;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Money as people read it, in English words and with the digits grouped as where the currency is used: ₹1,23,45,678.50
/// and €1,234.50. By ICU, since the JDK groups rupees wrongly.
public final class MoneyText {
    /// English as written where each currency is at home; elsewhere, plain English.
    private static final Map<String, ULocale> HOMES = Map.of(
            "INR", new ULocale("en_IN"),
            "GBP", new ULocale("en_GB"),
            "USD", ULocale.US,
            "AUD", new ULocale("en_AU"),
            "CAD", new ULocale("en_CA"),
            "NZD", new ULocale("en_NZ"),
            "SGD", new ULocale("en_SG"));

    private static final ULocale ELSEWHERE = new ULocale("en");

    /// By currency, of which there are a few hundred.
    private static final Map<String, LocalizedNumberFormatter> FORMATS = new ConcurrentHashMap<>();

    private MoneyText() {}

    public static String of(Money money) {
        var currency = Currency.getInstance(money.currency());
        // The digits of ISO 4217, as Money counts them: ICU's own differ for some currencies.
        var digits = java.util.Currency.getInstance(money.currency()).getDefaultFractionDigits();
        return FORMATS.computeIfAbsent(
                        money.currency(),
                        absent -> NumberFormatter.with()
                                .unit(currency)
                                .precision(Precision.fixedFraction(digits))
                                .locale(HOMES.getOrDefault(money.currency(), ELSEWHERE)))
                .format(BigDecimal.valueOf(money.amountMinor(), digits))
                .toString();
    }
}
