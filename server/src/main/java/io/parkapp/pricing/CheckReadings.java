package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Finding.Code;
import io.parkapp.pricing.Finding.Severity;
import io.parkapp.pricing.Tariff.ClockRule;
import io.parkapp.pricing.Tariff.Count;
import io.parkapp.pricing.Tariff.Every;
import io.parkapp.pricing.Tariff.Exceeded;
import io.parkapp.pricing.Tariff.RateChange;
import io.parkapp.values.Money;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Signs that can be read in two ways: for each thing that the tariff states, a stay that another common reading of the
/// same sign would price otherwise.
final class CheckReadings {
    private static final int STAYS_PER_READING_MAX = 600;
    /// Of the same kind, as one for each cap, until one makes a difference.
    private static final int READINGS_PER_KIND_MAX = 10;

    private static final int DRIVERS_TRIED_MAX = 6;
    private static final int TRANSITIONS_LOOKED_AT = 2;
    private static final int MINUTE = 60;
    private static final int DAY_HOURS = 24;
    private static final int SATURDAY = 5;
    private static final List<Integer> USUAL_MINUTES =
            List.of(90, 150, 250, 490, 610, 760, 1_470, 1_700, 2_350, 2_900, 4_400);
    private static final List<LocalTime> USUAL_ENTRIES = Stream.of(
                    "09:10", "17:25", "11:40", "19:50", "14:20", "21:35", "07:15", "05:30", "23:20")
            .map(LocalTime::parse)
            .toList();

    /// @param states what the tariff says
    /// @param otherwise what a sign may mean as well
    private record Reading(String path, String states, String otherwise, Consumer<ObjectNode> change) {}

    /// A stay to compare readings by, and what it costs, which each of them asks.
    private final class Tried {
        private final Stay stay;
        private boolean isPriced;
        private @Nullable Money price;

        private Tried(Stay stay) {
            this.stay = stay;
        }

        private @Nullable Money price() {
            if (!isPriced) {
                price = inspection.price(stay);
                isPriced = true;
            }
            return price;
        }
    }

    private final Inspection inspection;
    private final Tariff tariff;

    CheckReadings(Inspection inspection) {
        this.inspection = inspection;
        this.tariff = inspection.tariff();
    }

    void look() {
        var stays = usualStays();
        tell(capPeriods(), stays);
        tell(capRepeats(), stays);
        tell(freeMinutes(), stays);
        tell(rateChanges(), stays);
        tell(tableRestarts(), stays);
        tell(counts(), stays);
        tell(clocks(), nightsOfClockChanges());
    }

    /// The first difference that any of them makes.
    private void tell(List<Reading> readings, List<Tried> stays) {
        var most = Math.max(1, inspection.budget(READINGS_PER_KIND_MAX));
        for (var reading : readings.stream().limit(most).toList()) {
            var other = inspection.changed(reading.change());
            for (var each : stays) {
                var stay = each.stay;
                var price = each.price();
                var otherwise = price == null ? null : inspection.price(other, stay);
                if (price != null && otherwise != null && !price.equals(otherwise)) {
                    inspection.add(
                            Severity.NOTE,
                            Code.TWO_READINGS,
                            reading.path(),
                            "The tariff states that " + reading.states() + ". A sign may also mean that "
                                    + reading.otherwise() + "; then this stay would cost " + inspection.text(otherwise)
                                    + ", not " + inspection.text(price) + ".",
                            inspection.example(stay, price, otherwise));
                    return;
                }
            }
        }
    }

    private List<Tried> usualStays() {
        var minutes = new TreeSet<Integer>();
        orNone(tariff.free()).forEach(each -> minutes.add(each.minutes() + 30));
        var lengths = Stream.concat(minutes.stream(), USUAL_MINUTES.stream())
                .filter(each -> each <= inspection.longestMinutes())
                .toList();
        var dates = inspection.dates();
        var some = Stream.concat(
                        dates.stream().limit(2),
                        inspection.days().stream()
                                .filter(each -> each.day().type() >= SATURDAY - 1)
                                .map(DayPair::date)
                                .limit(4))
                .distinct()
                .toList();
        var stays = new ArrayList<Stay>();
        for (var driver : inspection.drivers().stream().limit(DRIVERS_TRIED_MAX).toList()) {
            for (var length : lengths) {
                for (var date : some) {
                    for (var entry : entries()) {
                        stays.add(inspection.stay(driver, date.atTime(entry), length));
                    }
                }
            }
        }
        return thinned(stays).stream().map(Tried::new).toList();
    }

    /// Some of the day, and just before times at which something changes.
    private List<LocalTime> entries() {
        var entries = new ArrayList<>(USUAL_ENTRIES);
        inspection.minutesOfDay().stream()
                .filter(each -> each % MINUTE != 0)
                .map(each -> LocalTime.MIN.plusMinutes(each).minusMinutes(25))
                .forEach(entries::add);
        return entries;
    }

    private List<Stay> thinned(List<Stay> stays) {
        var most = inspection.budget(STAYS_PER_READING_MAX);
        if (stays.size() <= most) {
            return stays;
        }
        var thinned = new ArrayList<Stay>();
        for (var i = 0; i < most; i++) {
            thinned.add(stays.get((int) ((long) i * stays.size() / most)));
        }
        return thinned;
    }

    private List<Reading> capPeriods() {
        var readings = new ArrayList<Reading>();
        for (var index = 0; index < orNone(tariff.caps()).size(); index++) {
            var cap = orNone(tariff.caps()).get(index);
            var at = index;
            var name = "\"" + cap.name() + "\" counts ";
            if (isDay(cap.per())) {
                readings.add(new Reading(
                        "caps[" + index + "].per",
                        name + "24 hours from entry",
                        "it counts calendar days, from midnight to midnight",
                        document -> midnight(part(document, "caps", at), "per")));
            } else if (isMidnight(cap.per())) {
                readings.add(new Reading(
                        "caps[" + index + "].per",
                        name + "calendar days, from midnight to midnight",
                        "it counts 24 hours from entry",
                        document -> hours(part(document, "caps", at), "per")));
            }
        }
        return readings;
    }

    private List<Reading> capRepeats() {
        var readings = new ArrayList<Reading>();
        for (var index = 0; index < orNone(tariff.caps()).size(); index++) {
            var cap = orNone(tariff.caps()).get(index);
            var at = index;
            if (cap.per().every() == Every.STAY) {
                continue;
            }
            var once = cap.per().times() != null;
            readings.add(new Reading(
                    "caps[" + index + "].per" + (once ? ".times" : ""),
                    "\"" + cap.name() + "\" limits "
                            + (once ? "only the first " + periods(cap.per().times()) : "each period anew"),
                    once ? "it limits each period anew" : "it limits the first period only",
                    document -> {
                        var per = (ObjectNode) Objects.requireNonNull(
                                part(document, "caps", at).get("per"));
                        if (once) {
                            per.remove("times");
                        } else {
                            per.put("times", 1);
                        }
                    }));
        }
        return readings;
    }

    private static String periods(@Nullable Integer times) {
        return times == null || times == 1 ? "period" : times + " periods";
    }

    private List<Reading> freeMinutes() {
        var readings = new ArrayList<Reading>();
        for (var index = 0; index < orNone(tariff.free()).size(); index++) {
            var free = orNone(tariff.free()).get(index);
            var at = index;
            var isLost = free.whenExceeded() == Exceeded.CHARGED_FROM_ENTRY;
            var minutes = "the " + LocalTexts.counted(free.minutes(), "free minute");
            var lost = minutes + " are lost by who stays longer";
            var kept = minutes + " are taken off every stay";
            readings.add(new Reading(
                    "free[" + index + "].whenExceeded",
                    isLost ? lost : kept,
                    isLost ? kept : lost,
                    document -> part(document, "free", at)
                            .put("whenExceeded", (isLost ? Exceeded.TAKEN_OFF : Exceeded.CHARGED_FROM_ENTRY).name())));
        }
        return readings;
    }

    private List<Reading> rateChanges() {
        return Stream.of(RateChange.UNIT_IS_CUT, RateChange.UNIT_RUNS_OUT, RateChange.ENTRY_RATE_STAYS)
                .filter(each -> each != tariff.whenRatesChange())
                .map(each -> new Reading(
                        "whenRatesChange",
                        words(tariff.whenRatesChange()),
                        words(each),
                        document -> document.put("whenRatesChange", each.name())))
                .toList();
    }

    private static String words(RateChange change) {
        return switch (change) {
            case ENTRY_RATE_STAYS -> "the rate at entry prices the whole stay";
            case UNIT_IS_CUT -> "a new rate begins at its time and cuts what the old one has begun";
            case UNIT_RUNS_OUT -> "what the old rate has begun is used up before the new one begins";
        };
    }

    /// Of tables with several steps: there it matters.
    private List<Reading> tableRestarts() {
        var readings = new ArrayList<Reading>();
        for (var index = 0; index < tariff.rates().size(); index++) {
            var rate = tariff.rates().get(index);
            var at = index;
            var path = "rates[" + index + "].restarts";
            var name = "the table of \"" + rate.name() + "\" begins anew ";
            if (rate.steps().size() == 1) {
                continue;
            }
            if (isDay(rate.restarts())) {
                readings.add(new Reading(
                        path,
                        name + "after 24 hours",
                        "it begins anew at midnight",
                        document -> midnight(part(document, "rates", at), "restarts")));
            } else if (isMidnight(rate.restarts())) {
                readings.add(new Reading(
                        path,
                        name + "at midnight",
                        "it begins anew after 24 hours",
                        document -> hours(part(document, "rates", at), "restarts")));
            } else if (rate.restarts().every() == Every.STAY) {
                readings.add(new Reading(
                        path,
                        "the table of \"" + rate.name() + "\" is walked through once in a stay",
                        "it begins anew after 24 hours",
                        document -> hours(part(document, "rates", at), "restarts")));
            }
        }
        return readings;
    }

    private List<Reading> counts() {
        var readings = new ArrayList<Reading>();
        for (var index = 0; index < tariff.rates().size(); index++) {
            var steps = tariff.rates().get(index).steps();
            for (var number = 0; number < steps.size(); number++) {
                var step = steps.get(number);
                if (step.perMinutes() == null || step.perMinutes() == 1) {
                    continue;
                }
                var at = index;
                var which = number;
                var unit = LocalTexts.unit(step.perMinutes());
                var isStarted = step.count() == Count.STARTED;
                var started = "each started " + unit + " is paid in full";
                var exact = "of a started " + unit + " only what passes is paid";
                readings.add(new Reading(
                        "rates[" + index + "].steps[" + number + "].count",
                        isStarted ? started : exact,
                        isStarted ? exact : started,
                        document -> ((ObjectNode) Objects.requireNonNull(part(document, "rates", at)
                                        .withArray("steps")
                                        .get(which)))
                                .put("count", (isStarted ? Count.EXACT : Count.STARTED).name())));
            }
        }
        return readings;
    }

    private List<Reading> clocks() {
        var passes = "time is what passes";
        var shown = "time is what the clock on the wall shows";
        var isElapsed = tariff.clock() == ClockRule.ELAPSED;
        var other = isElapsed ? ClockRule.WALL_CLOCK : ClockRule.ELAPSED;
        return List.of(new Reading(
                "clock",
                (isElapsed ? passes : shown) + ", also in a night in which clocks change",
                isElapsed ? shown : passes,
                document -> document.put("clock", other.name())));
    }

    /// Of the next two, in spring and in autumn.
    private List<Tried> nightsOfClockChanges() {
        var stays = new ArrayList<Stay>();
        var after =
                inspection.today().plusDays(1).atStartOfDay(inspection.zone()).toInstant();
        for (var i = 0; i < TRANSITIONS_LOOKED_AT; i++) {
            var change = inspection.zone().getRules().nextTransition(after);
            if (change == null) {
                break;
            }
            after = change.getInstant();
            for (var driver :
                    inspection.drivers().stream().limit(DRIVERS_TRIED_MAX).toList()) {
                nights(stays, driver, after);
            }
        }
        return stays.stream().map(Tried::new).toList();
    }

    private void nights(List<Stay> stays, Driver driver, Instant change) {
        var day = inspection.local(change).truncatedTo(ChronoUnit.DAYS);
        for (var hoursBefore : List.of(1, 4, 12)) {
            for (var hoursAfter : List.of(9, 5, 15)) {
                var from = day.minusHours(hoursBefore);
                var until = day.plusHours(hoursAfter);
                var minutes = passing(from, until);
                if (minutes <= inspection.longestMinutes()) {
                    stays.add(inspection.stay(driver, from, minutes));
                }
            }
        }
    }

    private long passing(LocalDateTime from, LocalDateTime until) {
        return ChronoUnit.MINUTES.between(
                from.atZone(inspection.zone()).toInstant().atOffset(ZoneOffset.UTC),
                until.atZone(inspection.zone()).toInstant().atOffset(ZoneOffset.UTC));
    }

    private static boolean isDay(Tariff.Cycle cycle) {
        return cycle.every() == Every.HOURS && Integer.valueOf(DAY_HOURS).equals(cycle.hours());
    }

    private static boolean isMidnight(Tariff.Cycle cycle) {
        return cycle.every() == Every.CLOCK
                && orNone(cycle.days()).isEmpty()
                && cycle.at() != null
                && cycle.at().minute() % TimeOfDay.MINUTES_PER_DAY == 0;
    }

    private static ObjectNode part(ObjectNode document, String list, int index) {
        return (ObjectNode) Objects.requireNonNull(document.withArray(list).get(index));
    }

    private static void midnight(ObjectNode part, String cycle) {
        var node = part.withObject("/" + cycle);
        node.put("every", Every.CLOCK.name());
        node.put("at", "00:00");
        node.remove("hours");
    }

    private static void hours(ObjectNode part, String cycle) {
        var node = part.withObject("/" + cycle);
        node.put("every", Every.HOURS.name());
        node.put("hours", DAY_HOURS);
        node.remove("at");
        node.remove("days");
    }
}
