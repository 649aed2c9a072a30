package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Finding.Code;
import io.parkapp.pricing.Finding.Severity;
import io.parkapp.pricing.Tariff.Audience;
import io.parkapp.pricing.Tariff.Outside;
import io.parkapp.pricing.Tariff.Rate;
import io.parkapp.values.Money;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// When rates rule: times without a rate, times with two, and rates that never rule. Exact, from the plans of all days
/// that come.
final class CheckTimes {
    private static final int STAYS_TRIED_MAX = 20;
    private static final int TIES_MAX = 20;
    private static final int TIES_SWAPPED_MAX = 5;
    private static final int HOUR = 60;

    private final Inspection inspection;
    private final List<Rate> rates;
    private final List<Driver> drivers;
    private final List<List<Integer>> orders;
    private final List<WeekTimes> gaps = new ArrayList<>();
    private final BitSet ruling = new BitSet();
    private final Map<Integer, DayPair> opened = new HashMap<>();
    private final Map<Tie, WeekTimes> ties = new LinkedHashMap<>();
    private final List<Tie> candidates = new ArrayList<>();
    private int swapped;

    /// Rates of one rank that a driver may meet both.
    ///
    /// @param driver who does
    /// @param above rates that go before them for all who do
    private record Tie(int first, int second, Driver driver, List<Integer> above) {}

    CheckTimes(Inspection inspection) {
        this.inspection = inspection;
        this.rates = inspection.tariff().rates();
        this.drivers = Driver.of(rates.stream().map(Rate::audience));
        this.orders = drivers.stream().map(this::order).toList();
        drivers.forEach(each -> gaps.add(times()));
        for (var first = 0; first < rates.size(); first++) {
            for (var second = first + 1; second < rates.size(); second++) {
                var tie = tie(first, second);
                if (tie != null) {
                    candidates.add(tie);
                }
            }
        }
    }

    private WeekTimes times() {
        return new WeekTimes(inspection.pricing().calendar().names(), inspection.days());
    }

    /// The rates that a driver can meet, those first that go before others.
    private List<Integer> order(Driver driver) {
        return IntStream.range(0, rates.size())
                .boxed()
                .filter(each -> driver.fits(rates.get(each).audience()))
                .sorted(Comparator.comparingInt((Integer each) -> Pricing.rank(rates.get(each))))
                .toList();
    }

    void look() {
        var rota = new Rota(
                inspection.pricing().calendar(),
                rates.stream().map(each -> orNone(each.when())).toList());
        for (var pair : inspection.days()) {
            var minutes = rota.minutes(pair.before(), pair.day());
            lookAt(pair, minutes);
        }
        reportGaps();
        reportTies();
        reportNeverRuling();
    }

    private void lookAt(DayPair pair, List<BitSet> minutes) {
        for (var rate = 0; rate < rates.size(); rate++) {
            if (!minutes.get(rate).isEmpty()) {
                opened.putIfAbsent(rate, pair);
            }
        }
        for (var driver = 0; driver < drivers.size(); driver++) {
            var rest = new BitSet(TimeOfDay.MINUTES_PER_DAY);
            rest.set(0, TimeOfDay.MINUTES_PER_DAY);
            for (var rate : orders.get(driver)) {
                if (rest.isEmpty()) {
                    break;
                }
                if (rest.intersects(minutes.get(rate))) {
                    ruling.set(rate);
                    rest.andNot(minutes.get(rate));
                }
            }
            gaps.get(driver).add(pair, rest);
        }
        for (var tie : candidates) {
            if ((ties.size() < TIES_MAX || ties.containsKey(tie))
                    && minutes.get(tie.first()).intersects(minutes.get(tie.second()))) {
                var both = (BitSet) minutes.get(tie.first()).clone();
                both.and(minutes.get(tie.second()));
                tie.above().forEach(each -> both.andNot(minutes.get(each)));
                if (!both.isEmpty()) {
                    ties.computeIfAbsent(tie, absent -> times()).add(pair, both);
                }
            }
        }
    }

    private void reportGaps() {
        if (inspection.tariff().outsideRates() != Outside.REFUSED) {
            return;
        }
        var byWords = new LinkedHashMap<String, List<Integer>>();
        for (var driver = 0; driver < drivers.size(); driver++) {
            if (!gaps.get(driver).isEmpty()) {
                byWords.computeIfAbsent(gaps.get(driver).words(), absent -> new ArrayList<>())
                        .add(driver);
            }
        }
        byWords.forEach((words, whom) -> {
            var all = whom.size() == drivers.size();
            reportGap(words, all ? Driver.ANYBODY : drivers.get(whom.getFirst()), whom.getFirst());
        });
    }

    /// What a free minute or an offer prices all the same is less than a fault.
    private void reportGap(String words, Driver said, int driver) {
        Stay shown = null;
        var starts = gaps.get(driver).starts(STAYS_TRIED_MAX);
        for (var each : starts.entrySet()) {
            for (var minutes : List.of(HOUR, each.getValue(), 1)) {
                var stay = inspection.stay(drivers.get(driver), each.getKey(), minutes);
                if (shown == null && inspection.price(stay) == null) {
                    shown = stay;
                }
            }
        }
        inspection.add(
                shown == null || isForHoldersOnly(drivers.get(driver)) ? Severity.WARNING : Severity.ERROR,
                Code.TIME_WITHOUT_RATE,
                "rates",
                "No rate rules " + words
                        + said.words()
                        + ". A stay that touches this time has no price. Add a rate for it, or state in"
                        + " outsideRates that such time is free.",
                shown == null ? null : inspection.example(shown, null, null));
    }

    /// Whether there is a price only for who has proven something: not for everybody, and hardly by mistake.
    private boolean isForHoldersOnly(Driver driver) {
        return rates.stream().noneMatch(each -> driver.fits(each.audience()))
                && rates.stream()
                        .anyMatch(each -> !concessions(each.audience()).isEmpty()
                                && new Driver(driver.kind(), driver.vehicle(), concessions(each.audience()))
                                        .fits(each.audience()));
    }

    private @Nullable Tie tie(int first, int second) {
        var one = rates.get(first);
        var other = rates.get(second);
        if (Pricing.rank(one) != Pricing.rank(other)) {
            return null;
        }
        var kinds = shared(kinds(one.audience()), kinds(other.audience()));
        var vehicles = shared(vehicles(one.audience()), vehicles(other.audience()));
        if ((kinds != null && kinds.isEmpty()) || (vehicles != null && vehicles.isEmpty())) {
            return null;
        }
        var concessions = shared(concessions(one.audience()), concessions(other.audience()));
        var driver = new Driver(
                kinds == null ? null : kinds.iterator().next(),
                vehicles == null ? null : vehicles.iterator().next(),
                concessions == null
                        ? List.of()
                        : concessions.isEmpty()
                                ? List.of(
                                        concessions(one.audience()).getFirst(),
                                        concessions(other.audience()).getFirst())
                                : List.of(concessions.iterator().next()));
        var shared = new Audience(
                kinds == null ? null : List.copyOf(kinds),
                vehicles == null ? null : List.copyOf(vehicles),
                concessions == null ? null : concessions.isEmpty() ? driver.concessions() : List.copyOf(concessions));
        var above = IntStream.range(0, rates.size())
                .boxed()
                .filter(each -> Pricing.rank(rates.get(each)) < Pricing.rank(one)
                        && isForAll(rates.get(each).audience(), shared))
                .toList();
        return new Tie(first, second, driver, above);
    }

    /// @return null: everything, and empty: nothing
    private static <T> @Nullable Set<T> shared(List<T> one, List<T> other) {
        if (one.isEmpty() && other.isEmpty()) {
            return null;
        }
        var shared = new LinkedHashSet<>(one.isEmpty() ? other : one);
        if (!one.isEmpty() && !other.isEmpty()) {
            shared.retainAll(other);
        }
        return shared;
    }

    private static boolean isForAll(@Nullable Audience rate, Audience drivers) {
        return includes(kinds(rate), kinds(drivers))
                && includes(vehicles(rate), vehicles(drivers))
                && includes(concessions(rate), concessions(drivers));
    }

    private static <T> boolean includes(List<T> all, List<T> some) {
        return all.isEmpty() || (!some.isEmpty() && all.containsAll(some));
    }

    private static List<SpotKind> kinds(@Nullable Audience audience) {
        return audience == null ? List.of() : orNone(audience.kinds());
    }

    private static List<String> vehicles(@Nullable Audience audience) {
        return audience == null ? List.of() : orNone(audience.vehicles());
    }

    private static List<String> concessions(@Nullable Audience audience) {
        return audience == null ? List.of() : orNone(audience.concessions());
    }

    /// Who holds two concessions is rare enough for a warning.
    private void reportTies() {
        ties.forEach((tie, times) -> {
            var first = rates.get(tie.first());
            var second = rates.get(tie.second());
            var start = times.starts(1).entrySet().iterator().next();
            var stay = inspection.stay(tie.driver(), start.getKey(), Math.min(HOUR, start.getValue()));
            inspection.add(
                    tie.driver().concessions().size() > 1 ? Severity.WARNING : Severity.ERROR,
                    Code.RATES_OVERLAP,
                    "rates[" + tie.second() + "]" + (orNone(second.when()).isEmpty() ? "" : ".when"),
                    "\"" + first.name() + "\" and \"" + second.name() + "\" both rule " + times.words()
                            + tie.driver().words() + ". Only their order in the list says that \"" + first.name()
                            + "\" decides: change their times, or say which one overrides.",
                    inspection.example(stay, inspection.price(stay), inTheOtherOrder(tie, stay)));
        });
    }

    /// Of the first few: a tariff made ready for each takes its time.
    private @Nullable Money inTheOtherOrder(Tie tie, Stay stay) {
        if (swapped++ >= TIES_SWAPPED_MAX) {
            return null;
        }
        var other = inspection.changed(document -> {
            var list = document.withArray("rates");
            list.insert(tie.first(), list.remove(tie.second()));
        });
        return inspection.price(other, stay);
    }

    private void reportNeverRuling() {
        for (var rate = 0; rate < rates.size(); rate++) {
            var index = rate;
            if (ruling.get(rate) || orders.stream().noneMatch(each -> each.contains(index))) {
                continue;
            }
            var name = "\"" + rates.get(rate).name() + "\" never rules: ";
            var pair = opened.get(rate);
            if (pair == null) {
                inspection.warn(Code.NEVER_APPLIES, path(rate) + ".when", name + "its times never come.", null);
                continue;
            }
            var driver = drivers.stream()
                    .filter(each -> each.fits(rates.get(index).audience()))
                    .findFirst()
                    .orElse(Driver.ANYBODY);
            var minute = inspection.open(rates.get(rate).when(), pair).nextSetBit(0);
            var stay = inspection.stay(driver, pair.date().atStartOfDay().plusMinutes(minute), HOUR);
            inspection.warn(
                    Code.NEVER_APPLIES,
                    path(rate),
                    name + "at all of its times another rate goes before it.",
                    inspection.example(stay, inspection.price(stay), null));
        }
    }

    private static String path(int rate) {
        return "rates[" + rate + "]";
    }
}
