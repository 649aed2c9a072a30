package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Finding.Code;
import io.parkapp.pricing.Tariff.Step;
import io.parkapp.pricing.Tariff.Window;
import io.parkapp.values.Money;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Longer stays that cost less. A price by rates and caps only grows, so it can fall only where a later step of a table
/// says less than what came before, where an offer begins or ceases to fit, and where a surcharge ceases to. The price
/// just before each of these moments is compared with the price just after it.
final class CheckFalls {
    private static final int PRICES_MAX = 30_000;
    private static final int DRIVERS_TRIED_MAX = 12;
    /// After the longest stay that an exit goes with, or that a surcharge at exit is looked at for.
    private static final int EXIT_MINUTES_MAX = 8 * TimeOfDay.MINUTES_PER_DAY;

    private static final int MINUTE = 60;
    private static final int SHIFTS_MAX = 8;

    /// @param minutes after entry: stays of more may cost less
    private record Turn(String path, long minutes) {}

    private record Fall(Stay shorter, Stay longer, Money before, Money after) {
        long amount() {
            return before.amountMinor() - after.amountMinor();
        }
    }

    private final Inspection inspection;
    private final Tariff tariff;
    private final Map<String, Fall> falls = new HashMap<>();
    private final int most;
    private int prices;

    CheckFalls(Inspection inspection) {
        this.inspection = inspection;
        this.tariff = inspection.tariff();
        this.most = inspection.budget(PRICES_MAX);
    }

    void look() {
        if (Boolean.TRUE.equals(tariff.pricesMayFall()) || !mayFall()) {
            return;
        }
        var drivers = inspection.drivers().stream().limit(DRIVERS_TRIED_MAX).toList();
        var dates = inspection.dates();
        for (var minute : inspection.minutesOfDay()) {
            for (var date : dates) {
                for (var driver : drivers) {
                    look(driver, date.atStartOfDay().plusMinutes(minute));
                }
            }
        }
        falls.forEach(this::report);
    }

    private boolean mayFall() {
        return !orNone(tariff.offers()).isEmpty()
                || orNone(tariff.surcharges()).stream()
                        .anyMatch(each -> !orNone(each.exit()).isEmpty())
                || tariff.rates().stream()
                        .anyMatch(each -> !lowering(each.steps()).isEmpty());
    }

    /// Steps that make the price of a table fall.
    private List<Integer> lowering(List<Step> steps) {
        var lowering = new ArrayList<Integer>();
        for (var step = 1; step < steps.size(); step++) {
            if (steps.get(step).total() == null) {
                continue;
            }
            var from = Objects.requireNonNullElse(steps.get(step - 1).upToMinutes(), 0) * (long) MINUTE;
            var charges = new ArrayList<Charge>();
            var table = new Table(0, "", steps, Scale.of(List.of((long) Tariff.STAY_MINUTES_MAX * MINUTE)));
            table.charge(charges, 0, from, from + 1, 0);
            if (charges.stream().anyMatch(each -> each.amount().signum() < 0)) {
                lowering.add(step);
            }
        }
        return lowering;
    }

    private void look(Driver driver, LocalDateTime entry) {
        if (prices >= most) {
            return;
        }
        for (var turn : turns(driver, entry)) {
            if (turn.minutes() < 1 || turn.minutes() >= inspection.longestMinutes() || prices >= most) {
                continue;
            }
            var shorter = inspection.stay(driver, entry, turn.minutes());
            var longer = inspection.stay(driver, entry, turn.minutes() + 1);
            prices += 2;
            var before = inspection.price(shorter);
            var after = before == null ? null : inspection.price(longer);
            if (before != null && after != null && after.compareTo(before) < 0) {
                falls.merge(
                        turn.path(),
                        new Fall(shorter, longer, before, after),
                        (one, other) -> other.amount() > one.amount() ? other : one);
            }
        }
    }

    private List<Turn> turns(Driver driver, LocalDateTime entry) {
        var turns = new ArrayList<Turn>();
        var shifts = shifts(driver);
        for (var rate = 0; rate < tariff.rates().size(); rate++) {
            var steps = tariff.rates().get(rate).steps();
            if (driver.fits(tariff.rates().get(rate).audience())) {
                steps(turns, "rates[" + rate + "]", steps, shifts);
            }
        }
        for (var index = 0; index < orNone(tariff.offers()).size(); index++) {
            var offer = orNone(tariff.offers()).get(index);
            if (driver.fits(offer.audience()) && isOpen(offer.entry(), entry)) {
                offer(turns, "offers[" + index + "]", offer, shifts);
                exits(turns, "offers[" + index + "]", offer.exit(), entry, offer.atMostMinutes());
            }
        }
        for (var index = 0; index < orNone(tariff.surcharges()).size(); index++) {
            var surcharge = orNone(tariff.surcharges()).get(index);
            if (driver.fits(surcharge.audience()) && isOpen(surcharge.entry(), entry)) {
                exits(turns, "surcharges[" + index + "]", surcharge.exit(), entry, EXIT_MINUTES_MAX);
            }
        }
        return turns;
    }

    /// By how much what is charged may be shorter than the stay.
    private List<Long> shifts(Driver driver) {
        var shifts = new TreeSet<>(List.of(0L));
        var off = orNone(tariff.discounts()).stream()
                .filter(each -> driver.fits(each.audience()))
                .mapToLong(each -> Objects.requireNonNullElse(each.minutesOff(), 0))
                .sum();
        shifts.add(off);
        for (var each : orNone(tariff.free())) {
            if (each.whenExceeded() == Tariff.Exceeded.TAKEN_OFF && driver.fits(each.audience())) {
                shifts.add(off + each.minutes());
            }
        }
        return shifts.stream().limit(SHIFTS_MAX).toList();
    }

    private void steps(List<Turn> turns, String path, List<Step> steps, List<Long> shifts) {
        for (var step : lowering(steps)) {
            var from = Objects.requireNonNullElse(steps.get(step - 1).upToMinutes(), 0);
            shifts.forEach(each -> turns.add(new Turn(path + ".steps[" + step + "].total", from + each)));
        }
    }

    private void offer(List<Turn> turns, String path, Tariff.Offer offer, List<Long> shifts) {
        steps(turns, path, offer.steps(), shifts);
        for (var shift : shifts) {
            if (offer.atLeastMinutes() != null) {
                turns.add(new Turn(path, offer.atLeastMinutes() - 1 + shift));
            }
            if (offer.atMostMinutes() != null) {
                turns.add(new Turn(path, offer.atMostMinutes() + shift));
            }
            var end = offer.steps().getLast().upToMinutes();
            if (end != null) {
                turns.add(new Turn(path, end + shift));
            }
            if (offer.covers() != null && offer.covers().minutes() != null) {
                turns.add(new Turn(path, offer.covers().minutes() + shift));
            }
        }
    }

    private boolean isOpen(@Nullable List<Window> windows, LocalDateTime entry) {
        var line = inspection.pricing().line(inspection.stay(Driver.ANYBODY, entry, 1));
        return inspection
                .pricing()
                .isIn(windows, line, line.at(entry.atZone(inspection.zone()).toInstant()));
    }

    /// @param most minutes after which nothing changes any more
    private void exits(
            List<Turn> turns,
            String path,
            @Nullable List<Window> windows,
            LocalDateTime entry,
            @Nullable Integer most) {
        if (orNone(windows).isEmpty()) {
            return;
        }
        var minutes = Math.min(EXIT_MINUTES_MAX, Objects.requireNonNullElse(most, EXIT_MINUTES_MAX));
        var stay = inspection.stay(Driver.ANYBODY, entry, minutes);
        var line = inspection.pricing().line(stay);
        var from = line.at(stay.from());
        var rota = new Rota(inspection.pricing().calendar(), List.of(orNone(windows)));
        for (var each : rota.spans(line, from, line.at(stay.until()))) {
            turns.add(new Turn(path + ".exit", (each.from() - from) / MINUTE));
        }
    }

    private void report(String path, Fall fall) {
        inspection.warn(
                Code.PRICE_FALLS,
                path,
                "Whoever enters on "
                        + inspection.moment(inspection.local(fall.longer().from())) + " pays "
                        + inspection.text(fall.before()) + " until "
                        + inspection.moment(inspection.local(fall.shorter().until())) + ", but only "
                        + inspection.text(fall.after())
                        + " a minute later. If that is meant, state pricesMayFall.",
                inspection.example(fall.longer(), fall.after(), fall.before()));
    }
}
