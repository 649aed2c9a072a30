package io.parkapp.values;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.GroupingStrategy;
import com.ibm.icu.number.Precision;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Money as people read it, in their language and, where that is spoken there, as the currency's country writes it:
/// €1,234.50 and 1.234,50 €. Rupees are grouped as in India in every language: ₹1,23,45,678.50. By ICU, since the JDK
/// groups them wrongly.
public final class MoneyText {
    /// The country that a currency is at home in, for those that are not written alike everywhere.
    private static final Map<String, String> HOMES = Map.of(
            "INR", "IN", "GBP", "GB", "USD", "US", "AUD", "AU", "CAD", "CA", "NZD", "NZ", "SGD", "SG", "CHF", "CH",
            "MXN", "MX");

    /// Whoever counts in lakhs does not find them in another grouping.
    private static final ULocale RUPEES = new ULocale("en_IN");

    private static final Set<ULocale> SPOKEN =
            Arrays.stream(ULocale.getAvailableLocales()).collect(Collectors.toUnmodifiableSet());

    /// By language and currency, of which there are a few hundred each.
    private static final Map<String, LocalizedNumberFormatter> FORMATS = new ConcurrentHashMap<>();

    private MoneyText() {}

    public static String of(Money money) {
        return of(money, Language.ENGLISH);
    }

    public static String of(Money money, Language language) {
        var code = money.currency();
        // The digits of ISO 4217, as Money counts them: ICU's own differ for some currencies.
        var digits = java.util.Currency.getInstance(code).getDefaultFractionDigits();
        return FORMATS.computeIfAbsent(
                        language.tag() + code,
                        absent -> NumberFormatter.with()
                                .unit(Currency.getInstance(code))
                                .precision(Precision.fixedFraction(digits))
                                .locale(locale(code, language)))
                .format(BigDecimal.valueOf(money.amountMinor(), digits))
                .toString();
    }

    /// A number without its currency, with all its decimals and ungrouped, as prices of a unit are.
    public static String bare(BigDecimal major, String currency, Language language) {
        return NumberFormatter.withLocale(locale(currency, language))
                .precision(Precision.fixedFraction(Math.max(0, major.scale())))
                .grouping(GroupingStrategy.OFF)
                .format(major)
                .toString();
    }

    private static ULocale locale(String currency, Language language) {
        var home = HOMES.get(currency);
        var there = home == null ? language.locale() : new ULocale(language.tag(), home);
        if (SPOKEN.contains(there)) {
            return there;
        }
        return currency.equals("INR") ? RUPEES : language.locale();
    }
}
