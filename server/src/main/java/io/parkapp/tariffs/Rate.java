package io.parkapp.tariffs;

import io.parkapp.lots.SpotKind;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A price per started unit of time since entry. All time is elapsed time: an hour is an hour, also in the night when
/// the clocks change.
///
/// With a daily cap the stay is cut into blocks of 24 hours from entry, the count of units starts anew in each block,
/// and no block costs more than the cap. A unit that does not divide 24 hours is thus cut short at the end of a block:
/// of 7-hour units a full block has four started ones, not three and three sevenths.
///
/// @param kinds of spots it is for; none: every kind that has no rate of its own
/// @param unitPriceMinor in the minor units of the lot's currency
/// @param freeMinutes a stay of at most that is free; a longer one is charged from entry
/// @param dailyCapMinor the most that 24 hours from entry cost
record Rate(
        @Nullable List<SpotKind> kinds,

        @Schema(example = "60", minimum = "1", maximum = "10080")
        int unitMinutes,

        @Schema(example = "500", minimum = "0", maximum = "1000000000")
        long unitPriceMinor,

        @Schema(example = "15", minimum = "0", maximum = "1440") @Nullable
        Integer freeMinutes,

        @Schema(example = "3000", minimum = "0", maximum = "1000000000") @Nullable
        Long dailyCapMinor) {
    /// A week.
    static final int UNIT_MINUTES_MAX = 10_080;

    static final int FREE_MINUTES_MAX = 1_440;
    /// Keeps every sum far from overflow.
    static final long PRICE_MINOR_MAX = 1_000_000_000;

    private static final int BLOCK_MINUTES = 24 * 60;
    private static final Duration BLOCK = Duration.ofMinutes(BLOCK_MINUTES);

    void check(String path) {
        if (unitMinutes < 1 || unitMinutes > UNIT_MINUTES_MAX) {
            throw Refusal.field(path + ".unitMinutes", "must be 1 to " + UNIT_MINUTES_MAX);
        }
        requirePrice(unitPriceMinor, path + ".unitPriceMinor");
        if (freeMinutes != null && (freeMinutes < 0 || freeMinutes > FREE_MINUTES_MAX)) {
            throw Refusal.field(path + ".freeMinutes", "must be 0 to " + FREE_MINUTES_MAX);
        }
        if (dailyCapMinor != null) {
            requirePrice(dailyCapMinor, path + ".dailyCapMinor");
            if (unitMinutes > BLOCK_MINUTES) {
                throw Refusal.field(path + ".dailyCapMinor", "must be left out where a unit is longer than a day");
            }
        }
    }

    boolean isGeneral() {
        return kindsOrNone().isEmpty();
    }

    List<SpotKind> kindsOrNone() {
        return Objects.requireNonNullElse(kinds, List.of());
    }

    /// What a stay costs, line by line.
    List<PriceLine> price(TimeWindow stay, String currency) {
        var length = stay.length();
        if (freeMinutes != null && length.compareTo(Duration.ofMinutes(freeMinutes)) <= 0) {
            return List.of(new PriceLine(
                    "free up to " + freeMinutes + (freeMinutes == 1 ? " minute" : " minutes"),
                    stay.from(),
                    stay.until(),
                    0,
                    Money.of(unitPriceMinor, currency),
                    Money.none(currency)));
        }
        return dailyCapMinor == null
                ? List.of(unitLine(stay, unitsIn(length), currency))
                : cappedLines(stay, dailyCapMinor, currency);
    }

    /// Full blocks all cost the same, so they share a line, and so does the last one when the cap holds for it too.
    private List<PriceLine> cappedLines(TimeWindow stay, long capMinor, String currency) {
        var days = stay.length().dividedBy(BLOCK);
        var rest = stay.length().minus(BLOCK.multipliedBy(days));
        var unitsPerDay = unitsIn(BLOCK);
        if (!exceeds(unitsPerDay, capMinor)) {
            return List.of(unitLine(stay, Math.toIntExact(days * unitsPerDay) + unitsIn(rest), currency));
        }
        var restIsCapped = exceeds(unitsIn(rest), capMinor);
        var cappedDays = Math.toIntExact(restIsCapped ? days + 1 : days);
        var capUntil = restIsCapped ? stay.until() : stay.from().plus(BLOCK.multipliedBy(days));
        var lines = new ArrayList<PriceLine>(2);
        if (cappedDays > 0) {
            lines.add(capLine(new TimeWindow(stay.from(), capUntil), cappedDays, Money.of(capMinor, currency)));
        }
        if (capUntil.isBefore(stay.until())) {
            lines.add(unitLine(new TimeWindow(capUntil, stay.until()), unitsIn(rest), currency));
        }
        return lines;
    }

    private boolean exceeds(int units, long capMinor) {
        return units * unitPriceMinor > capMinor;
    }

    private int unitsIn(Duration length) {
        return Math.toIntExact(
                Math.ceilDiv(length.toNanos(), Duration.ofMinutes(unitMinutes).toNanos()));
    }

    private PriceLine unitLine(TimeWindow part, int units, String currency) {
        var unitPrice = Money.of(unitPriceMinor, currency);
        var description = units + " started " + unitName(units) + " at " + text(unitPrice);
        return new PriceLine(description, part.from(), part.until(), units, unitPrice, unitPrice.times(units));
    }

    private static PriceLine capLine(TimeWindow part, int days, Money cap) {
        var description = days == 1 ? "day cap of " + text(cap) : days + " days at the day cap of " + text(cap);
        return new PriceLine(description, part.from(), part.until(), days, cap, cap.times(days));
    }

    private String unitName(int count) {
        var name = switch (unitMinutes) {
            case 1 -> "minute";
            case 60 -> "hour";
            case BLOCK_MINUTES -> "day";
            case UNIT_MINUTES_MAX -> "week";
            default -> longUnitName();
        };
        return count == 1 ? name : name + "s";
    }

    private String longUnitName() {
        if (unitMinutes % BLOCK_MINUTES == 0) {
            return unitMinutes / BLOCK_MINUTES + "-day period";
        }
        return unitMinutes % 60 == 0 ? unitMinutes / 60 + "-hour period" : unitMinutes + "-minute period";
    }

    /// The bare number in major units; the currency stands beside every amount anyway.
    private static String text(Money money) {
        var digits = Currency.getInstance(money.currency()).getDefaultFractionDigits();
        return BigDecimal.valueOf(money.amountMinor(), digits).toPlainString();
    }

    private static void requirePrice(long minor, String path) {
        if (minor < 0 || minor > PRICE_MINOR_MAX) {
            throw Refusal.field(path, "must be 0 to " + PRICE_MINOR_MAX);
        }
    }
}
