package io.parkapp.pricing;

import static io.parkapp.pricing.TimeOfDay.MINUTES_PER_DAY;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/// How lines of a price put things into words.
final class LocalTexts {
    private static final int HOUR = 60;
    private static final int WEEK = 7 * MINUTES_PER_DAY;

    private LocalTexts() {}

    static String time(Instant instant) {
        return instant.toString().replace('T', ' ').replace("Z", "");
    }

    /// 1 hour 30 minutes.
    static String length(long seconds) {
        var parts = new ArrayList<String>();
        var rest = seconds;
        rest = part(parts, rest, 86_400, "day");
        rest = part(parts, rest, 3_600, "hour");
        rest = part(parts, rest, 60, "minute");
        part(parts, rest, 1, "second");
        return parts.isEmpty() ? "no time" : String.join(" ", parts);
    }

    private static long part(List<String> parts, long seconds, long length, String name) {
        var count = seconds / length;
        if (count > 0) {
            parts.add(counted(count, name));
        }
        return seconds % length;
    }

    static String counted(long count, String name) {
        return count + " " + name + (count == 1 ? "" : "s");
    }

    /// The name of a unit: hour, 15-minute period.
    static String unit(int minutes) {
        return switch (minutes) {
            case 1 -> "minute";
            case HOUR -> "hour";
            case MINUTES_PER_DAY -> "day";
            case WEEK -> "week";
            default -> longUnit(minutes);
        };
    }

    private static String longUnit(int minutes) {
        if (minutes % MINUTES_PER_DAY == 0) {
            return minutes / MINUTES_PER_DAY + "-day period";
        }
        return minutes % HOUR == 0 ? minutes / HOUR + "-hour period" : minutes + "-minute period";
    }

    /// The bare number, with the decimals that the currency has at least; the currency stands beside every amount.
    static String amount(BigDecimal major, String currency) {
        var digits = digits(currency);
        var exact = major.stripTrailingZeros();
        return (exact.scale() < digits ? exact.setScale(digits) : exact).toPlainString();
    }

    static int digits(String currency) {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }
}
