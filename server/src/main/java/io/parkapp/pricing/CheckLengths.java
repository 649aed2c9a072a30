package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Finding.Code;
import io.parkapp.pricing.Finding.Severity;
import io.parkapp.pricing.Tariff.Every;
import io.parkapp.pricing.Tariff.Step;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How long stays may be: tables that end too early, and steps that no stay reaches.
final class CheckLengths {
    /// Stays that are priced to find one without a price, over all rates.
    private static final int STAYS_TRIED_MAX = 2_000;

    private static final int ENTRIES_PER_RATE_MAX = 100;
    private static final int MINUTES_PER_HOUR = 60;
    /// With an hour that comes twice.
    private static final int LONGEST_DAY_MINUTES = 1_500;

    private final Inspection inspection;
    private final Tariff tariff;
    private final int most;
    private int tried;

    CheckLengths(Inspection inspection) {
        this.inspection = inspection;
        this.tariff = inspection.tariff();
        this.most = inspection.budget(STAYS_TRIED_MAX);
    }

    void look() {
        for (var rate = 0; rate < tariff.rates().size(); rate++) {
            var each = tariff.rates().get(rate);
            var reach = reachMinutes(each.restarts());
            unusedSteps("rates[" + rate + "]", each.name(), each.steps(), reach);
            var end = each.steps().getLast().upToMinutes();
            if (end != null
                    && end < Math.min(reach, inspection.longestMinutes())
                    && !inspection.isToldOften(Code.NO_PRICE_FOR_LONG_STAYS)) {
                longStays(rate, end);
            }
        }
        for (var offer = 0; offer < orNone(tariff.offers()).size(); offer++) {
            var each = orNone(tariff.offers()).get(offer);
            var reach = Objects.requireNonNullElse(each.atMostMinutes(), Tariff.STAY_MINUTES_MAX);
            if (each.covers() != null && each.covers().minutes() != null) {
                reach = Math.min(reach, each.covers().minutes());
            }
            unusedSteps("offers[" + offer + "]", each.name(), each.steps(), reach);
        }
    }

    /// How far a table can be walked through before it begins anew.
    private static int reachMinutes(Tariff.Cycle restarts) {
        if (restarts.every() == Every.HOURS && restarts.hours() != null) {
            return restarts.hours() * MINUTES_PER_HOUR;
        }
        return restarts.every() == Every.CLOCK && orNone(restarts.days()).isEmpty()
                ? LONGEST_DAY_MINUTES
                : Tariff.STAY_MINUTES_MAX;
    }

    private void unusedSteps(String path, String name, List<Step> steps, int reach) {
        var most = Math.min(reach, inspection.longestMinutes());
        for (var step = 1; step < steps.size(); step++) {
            var from = Objects.requireNonNullElse(steps.get(step - 1).upToMinutes(), 0);
            if (from >= most) {
                inspection.warn(
                        Code.NEVER_APPLIES,
                        path + ".steps[" + step + "]",
                        "No stay comes to this step of \"" + name + "\": it begins after "
                                + LocalTexts.length((long) from * MINUTES_PER_HOUR) + ", and "
                                + (reach <= inspection.longestMinutes()
                                        ? "the table is never walked through for longer than "
                                        : "no stay is longer than ")
                                + LocalTexts.length((long) most * MINUTES_PER_HOUR) + ".",
                        null);
                return;
            }
        }
    }

    private void longStays(int rate, int end) {
        var name = tariff.rates().get(rate).name();
        var without = stayWithoutPrice(rate, end);
        if (without == null) {
            return;
        }
        var minutes = (without.until().getEpochSecond() - without.from().getEpochSecond()) / MINUTES_PER_HOUR;
        var before = without.until(without.until().minusSeconds(MINUTES_PER_HOUR));
        var length = LocalTexts.length(minutes * MINUTES_PER_HOUR);
        var ends = "the table of \"" + name + "\" ends after " + LocalTexts.length((long) end * MINUTES_PER_HOUR);
        var limit = tariff.maximumStayMinutes();
        inspection.add(
                Severity.ERROR,
                Code.NO_PRICE_FOR_LONG_STAYS,
                limit == null ? "rates[" + rate + "].steps" : "maximumStayMinutes",
                limit == null
                        ? "A stay of " + length + " has no price: " + ends
                                + ". Add a step without an end, or state maximumStayMinutes."
                        : "Stays of up to " + LocalTexts.length((long) limit * MINUTES_PER_HOUR)
                                + " are allowed, but one of " + length + " has no price: " + ends + ".",
                inspection.example(
                        without, null, before.from().isBefore(before.until()) ? inspection.price(before) : null));
    }

    /// The shortest from the first moment that has any.
    private @Nullable Stay stayWithoutPrice(int rate, int end) {
        var longest = inspection.longestMinutes();
        for (var driver : inspection.drivers(tariff.rates().get(rate).audience())) {
            for (var entry : entries(rate, driver)) {
                if (tried >= most || inspection.price(inspection.stay(driver, entry, 1)) == null) {
                    continue;
                }
                for (var minutes : List.of(end + 1, longest)) {
                    tried++;
                    var stay = inspection.stay(driver, entry, minutes);
                    if (isCutByTable(rate, stay)) {
                        return shortest(driver, entry, minutes);
                    }
                }
            }
        }
        return null;
    }

    private boolean isCutByTable(int rate, Stay stay) {
        try {
            inspection.pricing().total(stay, inspection.currency());
            return false;
        } catch (NoPrice none) {
            return String.valueOf(none.getMessage())
                    .endsWith(" under " + tariff.rates().get(rate).name() + ".");
        }
    }

    private Stay shortest(Driver driver, LocalDateTime entry, int without) {
        var priced = 1;
        var none = without;
        while (none - priced > 1) {
            var middle = (priced + none) / 2;
            if (inspection.price(inspection.stay(driver, entry, middle)) == null) {
                none = middle;
            } else {
                priced = middle;
            }
        }
        return inspection.stay(driver, entry, none);
    }

    /// Moments at which the rate rules, first those at which it takes over.
    private List<LocalDateTime> entries(int rate, Driver driver) {
        var pricing = inspection.pricing();
        var starts = new ArrayList<LocalDateTime>();
        for (var date : inspection.dates()) {
            var stay = inspection.stay(driver, date.atStartOfDay(), TimeOfDay.MINUTES_PER_DAY);
            var line = pricing.line(stay);
            for (var each : pricing.ruling(stay, line, line.at(stay.from()), line.at(stay.until()))) {
                if (each.owner() == rate && starts.size() < ENTRIES_PER_RATE_MAX) {
                    starts.add(inspection.local(line.instant(each.from())));
                }
            }
        }
        return starts;
    }
}
