package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Tariff.Every;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What makes a well-formed tariff meaningless: parts that contradict each other or name what is not there. A tariff
/// with faults cannot be priced. Each names its place, as `rates[1].steps[0].total`.
public final class Faults {
    private static final Pattern SPECIAL_DAY = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final Set<String> WEEKDAYS =
            Stream.of(DayOfWeek.values()).map(DayOfWeek::name).collect(Collectors.toUnmodifiableSet());
    private static final int SEASONS_MAX = 30;
    private static final int PERCENT_DECIMALS_MAX = 2;
    private static final BigDecimal PERCENT_MAX = BigDecimal.valueOf(100);

    private final Tariff tariff;
    private final String root;
    private final Set<String> days = new HashSet<>(WEEKDAYS);
    private final List<Refusal.FieldError> found = new ArrayList<>();

    private Faults(Tariff tariff, String root) {
        this.tariff = tariff;
        this.root = root;
    }

    /// @param root where the tariff stands in a request, as `tariff`
    /// @param currency that it is to be used with, if that is known
    public static List<Refusal.FieldError> of(Tariff tariff, String root, @Nullable String currency) {
        var faults = new Faults(tariff, root.isEmpty() ? "" : root + ".");
        faults.look(currency);
        return List.copyOf(faults.found);
    }

    private void add(String path, String message) {
        found.add(new Refusal.FieldError(root + path, message));
    }

    private void look(@Nullable String currency) {
        specialDays();
        rounding(currency);
        if (tariff.tax() != null) {
            percent("tax.percent", tariff.tax().percent());
        }
        rates();
        caps();
        free();
        offers();
        discounts();
        each(tariff.surcharges(), "surcharges", (path, each) -> {
            amount(path + ".amount", each.amount());
            windows(path + ".entry", each.entry());
            windows(path + ".exit", each.exit());
        });
        rest();
        if (Calendar.seasons(tariff).size() > SEASONS_MAX) {
            add("rates", "must name at most " + SEASONS_MAX + " seasons");
        }
    }

    private void specialDays() {
        var owners = new HashMap<String, String>();
        var dates = 0;
        for (var entry : Objects.requireNonNullElse(tariff.specialDays(), Map.<String, List<String>>of())
                .entrySet()) {
            var path = "specialDays." + entry.getKey();
            if (!SPECIAL_DAY.matcher(entry.getKey()).matches() || WEEKDAYS.contains(entry.getKey())) {
                add(path, "must have a name in capitals, digits and underscores that is no weekday's");
            }
            days.add(entry.getKey());
            for (var i = 0; i < orNone(entry.getValue()).size(); i++) {
                var date = String.valueOf(entry.getValue().get(i));
                var at = path + "[" + i + "]";
                dates++;
                if (!isDate(date)) {
                    add(at, "must be a date, YYYY-MM-DD, or MM-DD for every year");
                }
                var owner = owners.putIfAbsent(date, entry.getKey());
                if (owner != null) {
                    add(at, "is a date of " + owner + " already");
                }
            }
        }
        if (dates > Tariff.SPECIAL_DATES_MAX) {
            add("specialDays", "must have at most " + Tariff.SPECIAL_DATES_MAX + " dates together");
        }
    }

    private static boolean isDate(String text) {
        try {
            if (text.length() == 10) {
                LocalDate.parse(text);
            } else {
                Calendar.monthDay(text);
            }
            return true;
        } catch (DateTimeException wrong) {
            return false;
        }
    }

    private void rounding(@Nullable String currency) {
        var to = tariff.rounding().to();
        amount("rounding.to", to);
        if (to.signum() <= 0) {
            add("rounding.to", "must be more than zero");
        } else if (currency != null
                && to.movePointRight(LocalTexts.digits(currency))
                                .stripTrailingZeros()
                                .scale()
                        > 0) {
            add("rounding.to", "must be a multiple of the smallest unit of " + currency);
        }
    }

    private void rates() {
        var names = new HashSet<String>();
        each(tariff.rates(), "rates", (path, rate) -> {
            if (!names.add(rate.name())) {
                add(path + ".name", "is the name of another rate");
            }
            windows(path + ".when", rate.when());
            steps(path + ".steps", rate.steps());
            cycle(path + ".restarts", rate.restarts(), Set.of(Every.values()));
            if (rate.restarts().times() != null) {
                add(path + ".restarts.times", "is for caps only");
            }
        });
    }

    private void caps() {
        var names = tariff.rates().stream().map(Tariff.Rate::name).collect(Collectors.toSet());
        each(tariff.caps(), "caps", (path, cap) -> {
            amount(path + ".amount", cap.amount());
            cycle(path + ".per", cap.per(), Set.of(Every.values()));
            windows(path + ".when", cap.when());
            for (var i = 0; i < orNone(cap.rates()).size(); i++) {
                if (!names.contains(orNone(cap.rates()).get(i))) {
                    add(path + ".rates[" + i + "]", "is the name of no rate");
                }
            }
            var isPeriod = cap.per().every() == Every.PERIOD;
            if (!isPeriod && !orNone(cap.when()).isEmpty()) {
                add(path + ".when", "goes with a PERIOD only");
            }
        });
    }

    private void free() {
        each(tariff.free(), "free", (path, free) -> {
            windows(path + ".when", free.when());
            if (free.oncePer() != null) {
                cycle(path + ".oncePer", free.oncePer(), Set.of(Every.HOURS, Every.CLOCK));
                if (free.oncePer().times() != null) {
                    add(path + ".oncePer.times", "is for caps only");
                }
            }
        });
    }

    private void offers() {
        each(tariff.offers(), "offers", (path, offer) -> {
            windows(path + ".entry", offer.entry());
            windows(path + ".exit", offer.exit());
            steps(path + ".steps", offer.steps());
            if (!orNone(offer.exit()).isEmpty() && offer.atMostMinutes() == null) {
                add(path + ".atMostMinutes", "must be said where there is an exit");
            }
            if (offer.atLeastMinutes() != null
                    && offer.atMostMinutes() != null
                    && offer.atLeastMinutes() > offer.atMostMinutes()) {
                add(path + ".atLeastMinutes", "must not be more than atMostMinutes");
            }
            if (offer.covers() != null) {
                if ((offer.covers().minutes() == null) == (offer.covers().at() == null)) {
                    add(path + ".covers", "must have either minutes or at");
                }
                dayNames(path + ".covers.days", offer.covers().days());
                if (offer.covers().at() == null && offer.covers().days() != null) {
                    add(path + ".covers.days", "goes with at only");
                }
            }
        });
    }

    private void discounts() {
        each(tariff.discounts(), "discounts", this::discount);
    }

    private void discount(String path, Tariff.Discount discount) {
        var count = Stream.of(
                        discount.minutesOff(), discount.percentOff(), discount.amountOff(), discount.priceAtMost())
                .filter(Objects::nonNull)
                .count();
        if (count != 1) {
            add(path, "must have one of minutesOff, percentOff, amountOff and priceAtMost");
        }
        if ((discount.minutesOff() == null) != (discount.takenFrom() == null)) {
            add(path + ".takenFrom", "must be said with minutesOff, and only then");
        }
        if (discount.percentOff() != null) {
            percent(path + ".percentOff", discount.percentOff());
        }
        amount(path + ".amountOff", discount.amountOff());
        amount(path + ".priceAtMost", discount.priceAtMost());
    }

    /// Of discounts that come with a stay.
    public static List<Refusal.FieldError> of(Tariff tariff, List<Tariff.Discount> validations, String path) {
        var faults = new Faults(tariff, "");
        faults.each(validations, path, faults::discount);
        return List.copyOf(faults.found);
    }

    private void rest() {
        var lost = tariff.lostTicket();
        if (lost != null) {
            amount("lostTicket.price", lost.price());
            if ((lost.price() == null) == (lost.chargedFromClock() == null)) {
                add("lostTicket", "must have either price or chargedFromClock");
            }
        }
        each(tariff.topUps(), "topUps", (path, each) -> {
            amount(path + ".pay", each.pay());
            amount(path + ".credit", each.credit());
        });
        each(tariff.examples(), "examples", (path, each) -> {
            amount(path + ".price", each.price());
            if (!each.from().isBefore(each.until())) {
                add(path + ".until", "must be after from");
            }
        });
    }

    private void steps(String path, List<Tariff.Step> steps) {
        var before = 0;
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var at = path + "[" + i + "]";
            var isFlat = step.total() != null;
            if (isFlat == (step.perMinutes() != null)
                    || isFlat != (step.add() == null)
                    || isFlat != (step.count() == null)) {
                add(at, "must have either total, or perMinutes, add and count");
            }
            amount(at + ".total", step.total());
            amount(at + ".add", step.add());
            if (step.upToMinutes() == null) {
                if (i < steps.size() - 1) {
                    add(at + ".upToMinutes", "must be said, since another step follows");
                }
            } else {
                if (step.upToMinutes() <= before) {
                    add(at + ".upToMinutes", "must be more than the " + before + " of the step before");
                }
                before = step.upToMinutes();
            }
        }
    }

    private void cycle(String path, Tariff.Cycle cycle, Set<Every> allowed) {
        if (!allowed.contains(cycle.every())) {
            add(
                    path + ".every",
                    "must be one of "
                            + allowed.stream().sorted().map(Enum::name).collect(Collectors.joining(", ")));
        }
        if ((cycle.every() == Every.HOURS) != (cycle.hours() != null)) {
            add(path + ".hours", "must be said with HOURS, and only then");
        }
        if ((cycle.every() == Every.CLOCK) != (cycle.at() != null)) {
            add(path + ".at", "must be said with CLOCK, and only then");
        }
        if (cycle.every() != Every.CLOCK && cycle.days() != null) {
            add(path + ".days", "goes with CLOCK only");
        }
        dayNames(path + ".days", cycle.days());
    }

    private void windows(String path, @Nullable List<Tariff.Window> windows) {
        each(windows, path, (at, window) -> {
            dayNames(at + ".days", window.days());
            if ((window.from() == null) != (window.until() == null)) {
                add(at, "must have both from and until, or neither");
            }
            if (window.from() != null && window.from().minute() == TimeOfDay.MINUTES_PER_DAY) {
                add(at + ".from", "must be before 24:00");
            }
            if (window.season() != null) {
                season(at + ".season.from", window.season().from());
                season(at + ".season.until", window.season().until());
            }
        });
    }

    private void season(String path, String text) {
        if (text.length() != 5 || !isDate(text)) {
            add(path, "must be a day of the year, MM-DD");
        }
    }

    private void dayNames(String path, @Nullable List<String> names) {
        each(names, path, (at, name) -> {
            if (!days.contains(name)) {
                add(at, "must be a weekday, or the name of special days");
            }
        });
    }

    private void amount(String path, @Nullable BigDecimal amount) {
        if (amount != null
                && (amount.signum() < 0
                        || amount.compareTo(Tariff.AMOUNT_MAX) > 0
                        || amount.stripTrailingZeros().scale() > Tariff.AMOUNT_DECIMALS_MAX)) {
            add(
                    path,
                    "must be 0 to " + Tariff.AMOUNT_MAX + " with at most " + Tariff.AMOUNT_DECIMALS_MAX + " decimals");
        }
    }

    private void percent(String path, BigDecimal percent) {
        if (percent.signum() < 0
                || percent.compareTo(PERCENT_MAX) > 0
                || percent.stripTrailingZeros().scale() > PERCENT_DECIMALS_MAX) {
            add(path, "must be 0 to 100 with at most " + PERCENT_DECIMALS_MAX + " decimals");
        }
    }

    private interface Look<T> {
        void at(String path, T part);
    }

    private <T> void each(@Nullable List<T> parts, String path, Look<T> look) {
        var list = orNone(parts);
        for (var i = 0; i < list.size(); i++) {
            look.at(path + "[" + i + "]", list.get(i));
        }
    }
}
