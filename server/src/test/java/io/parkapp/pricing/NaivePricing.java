package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Tariff.Audience;
import io.parkapp.pricing.Tariff.ClockRule;
import io.parkapp.pricing.Tariff.Count;
import io.parkapp.pricing.Tariff.Cycle;
import io.parkapp.pricing.Tariff.Discount;
import io.parkapp.pricing.Tariff.End;
import io.parkapp.pricing.Tariff.Every;
import io.parkapp.pricing.Tariff.Exceeded;
import io.parkapp.pricing.Tariff.Offer;
import io.parkapp.pricing.Tariff.Outside;
import io.parkapp.pricing.Tariff.Rate;
import io.parkapp.pricing.Tariff.RateChange;
import io.parkapp.pricing.Tariff.Step;
import io.parkapp.pricing.Tariff.Surcharge;
import io.parkapp.pricing.Tariff.Taken;
import io.parkapp.pricing.Tariff.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tariff language once more, written from `docs/tariffs.md` alone: minute by minute, slowly and plainly. Only for
/// stays of whole minutes.
final class NaivePricing {
    private static final int DAY = 1_440;
    private static final int NONE = -1;
    private static final Map<ZoneId, NaiveClock> CLOCKS = new HashMap<>();

    /// Wrong readings, to see that a comparison notices them.
    enum Misreading {
        NONE,
        CHARGES_BELONG_TO_THEIR_END,
        NO_CAPS,
        FREE_MINUTES_ARE_ALWAYS_TAKEN_OFF,
        WINDOWS_OPEN_ON_HOLIDAYS_TOO
    }

    /// A stay that has no price.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused() {
            super("no price", null, false, false);
        }
    }

    private record Fraction(BigInteger over, BigInteger under) implements Comparable<Fraction> {
        static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

        static Fraction of(BigDecimal decimal) {
            return decimal.scale() <= 0
                    ? new Fraction(decimal.toBigIntegerExact(), BigInteger.ONE)
                    : new Fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
        }

        Fraction plus(Fraction other) {
            return new Fraction(
                    over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
        }

        Fraction minus(Fraction other) {
            return plus(new Fraction(other.over.negate(), other.under));
        }

        Fraction times(Fraction other) {
            return new Fraction(over.multiply(other.over), under.multiply(other.under));
        }

        Fraction dividedBy(Fraction other) {
            return new Fraction(over.multiply(other.under), under.multiply(other.over));
        }

        BigInteger rounded(RoundingMode mode) {
            return new BigDecimal(over).divide(new BigDecimal(under), 0, mode).toBigIntegerExact();
        }

        @Override
        public int compareTo(Fraction other) {
            return over.multiply(other.under).compareTo(other.over.multiply(under));
        }
    }

    /// @param minor all of it, in the currency's smallest unit
    /// @param tax in the same; zero where there is none
    record Total(BigInteger minor, BigInteger tax) {}

    private record Span(long from, long until) {
        long minutes() {
            return until - from;
        }
    }

    private final Tariff tariff;
    private final Stay stay;
    private final String currency;
    private final Misreading misreading;
    private final NaiveClock clock;
    /// What amounts are counted in, so that the share of every minute is whole.
    private final BigInteger scale;

    private final IdentityHashMap<Window, Map<Long, Boolean>> days = new IdentityHashMap<>();
    private final Map<Long, Long> firsts = new HashMap<>();
    private final IdentityHashMap<BigDecimal, BigInteger> scaled = new IdentityHashMap<>();
    private final List<Rate> rates;
    /// Those that the stay can meet.
    private final Set<Rate> open;

    private NaivePricing(Tariff tariff, Stay stay, String currency, Misreading misreading) {
        this.tariff = tariff;
        this.stay = stay;
        this.currency = currency;
        this.misreading = misreading;
        this.clock = CLOCKS.computeIfAbsent(stay.zone(), NaiveClock::new);
        this.scale = BigInteger.valueOf(Stream.concat(
                                tariff.rates().stream().map(Rate::steps),
                                orNone(tariff.offers()).stream().map(Offer::steps))
                        .flatMap(List::stream)
                        .filter(each -> each.count() == Count.EXACT)
                        .mapToLong(each -> Objects.requireNonNull(each.perMinutes()))
                        .distinct()
                        .reduce(1, (one, other) -> one * other))
                .multiply(BigInteger.valueOf(1_000_000));
        this.rates = tariff.rates();
        this.open = Collections.newSetFromMap(new IdentityHashMap<>());
        rates.stream().filter(each -> fits(each.audience())).forEach(open::add);
    }

    /// @return empty where there is no price
    static Optional<Total> price(Tariff tariff, Stay stay, String currency, Misreading misreading) {
        try {
            return Optional.of(new NaivePricing(tariff, stay, currency, misreading).price());
        } catch (Refused refused) {
            return Optional.empty();
        }
    }

    private Total price() {
        // 1. The stay.
        var entry = point(stay.from());
        var exit = point(stay.until());
        var paid = Fraction.ZERO;
        var others = new ArrayList<>(stay.earlier());
        if (tariff.reentry() != null) {
            var joined = true;
            while (joined) {
                joined = false;
                for (var each : List.copyOf(others)) {
                    var gap = entry - point(each.until());
                    if (gap >= 0 && gap <= tariff.reentry().withinMinutes()) {
                        entry = point(each.from());
                        paid = paid.plus(Fraction.of(each.paid()));
                        others.remove(each);
                        joined = true;
                        break;
                    }
                }
            }
        }
        var lost = stay.lostTicket() ? tariff.lostTicket() : null;
        if (lost != null && lost.price() != null) {
            return total(Fraction.of(lost.price()), Fraction.ZERO);
        }
        if (lost != null && lost.chargedFromClock() != null) {
            var cycle = new Cycle(Every.CLOCK, null, lost.chargedFromClock(), null, null);
            entry = exit - 1;
            while (!isReached(cycle, entry)) {
                entry--;
            }
        }
        if (tariff.exitGraceMinutes() != null && stay.paidAt() != null) {
            var paidAt = point(stay.paidAt());
            if (paidAt <= exit && exit - paidAt <= tariff.exitGraceMinutes()) {
                exit = Math.max(entry, paidAt);
            }
        }
        // 2. How long it may be, and minutes off.
        if (tariff.maximumStayMinutes() != null && exit - entry > tariff.maximumStayMinutes()) {
            throw new Refused();
        }
        var from = entry;
        var until = exit;
        for (var each : discounts()) {
            if (each.minutesOff() != null && each.takenFrom() == End.START) {
                from += each.minutesOff();
            } else if (each.minutesOff() != null) {
                until -= each.minutesOff();
            }
        }
        // 3. Free minutes.
        var isFree = from >= until;
        for (var free : orNone(tariff.free())) {
            if (fits(free.audience()) && isIn(free.when(), entry)) {
                if (free.oncePer() == null || !wasHere(free.oncePer(), entry, others)) {
                    isFree = isFree || until - from <= free.minutes();
                    if (free.whenExceeded() == Exceeded.TAKEN_OFF
                            || misreading == Misreading.FREE_MINUTES_ARE_ALWAYS_TAKEN_OFF) {
                        from += free.minutes();
                    }
                }
                break;
            }
        }
        // 4. to 6.
        var price = isFree ? Fraction.ZERO : charged(new Span(from, until), entry, exit);
        // 7. Discounts and surcharges.
        for (var each : discounts()) {
            if (each.percentOff() != null) {
                price = price.times(Fraction.of(new BigDecimal(100).subtract(each.percentOff())))
                        .dividedBy(Fraction.of(new BigDecimal(100)));
            }
            if (each.amountOff() != null) {
                price = price.minus(Fraction.of(each.amountOff()));
                if (price.compareTo(Fraction.ZERO) < 0) {
                    price = Fraction.ZERO;
                }
            }
            if (each.priceAtMost() != null && price.compareTo(Fraction.of(each.priceAtMost())) > 0) {
                price = Fraction.of(each.priceAtMost());
            }
        }
        for (Surcharge each : orNone(tariff.surcharges())) {
            if (fits(each.audience()) && isIn(each.entry(), entry) && endsIn(each.exit(), exit)) {
                price = price.plus(Fraction.of(each.amount()));
            }
        }
        return total(price, paid);
    }

    private Total total(Fraction price, Fraction paid) {
        var minor = Fraction.of(BigDecimal.ONE.movePointRight(LocalTexts.digits(currency)));
        var to = Fraction.of(tariff.rounding().to());
        var rounded = new Fraction(
                        price.dividedBy(to)
                                .rounded(RoundingMode.valueOf(
                                        tariff.rounding().mode().name())),
                        BigInteger.ONE)
                .times(to)
                .times(minor)
                .rounded(RoundingMode.UNNECESSARY);
        var tax = tariff.tax();
        var percent = tax == null ? Fraction.ZERO : Fraction.of(tax.percent());
        var hundred = Fraction.of(new BigDecimal(100));
        if (tax != null && !tax.included()) {
            rounded = rounded.add(share(rounded, percent, hundred));
        }
        var before = paid.times(minor).rounded(RoundingMode.UNNECESSARY);
        var total = rounded.subtract(before).max(BigInteger.ZERO);
        return new Total(total, share(total, percent, percent.plus(hundred)));
    }

    private static BigInteger share(BigInteger whole, Fraction part, Fraction of) {
        return new Fraction(whole, BigInteger.ONE).times(part).dividedBy(of).rounded(RoundingMode.HALF_UP);
    }

    private List<Discount> discounts() {
        return Stream.concat(orNone(tariff.discounts()).stream(), stay.validations().stream())
                .filter(each -> fits(each.audience()))
                .toList();
    }

    private boolean wasHere(Cycle oncePer, long entry, List<Stay.Earlier> others) {
        return others.stream()
                .mapToLong(each -> point(each.from()))
                .filter(each -> each <= entry)
                .anyMatch(each -> {
                    if (oncePer.every() == Every.HOURS) {
                        return entry - each < 60L * Objects.requireNonNull(oncePer.hours());
                    }
                    for (var at = each + 1; at <= entry; at++) {
                        if (isReached(oncePer, at)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    // ---- Offers

    private Fraction charged(Span span, long entry, long exit) {
        var fitting = orNone(tariff.offers()).stream()
                .filter(each -> fits(each.audience())
                        && isIn(each.entry(), entry)
                        && endsIn(each.exit(), exit)
                        && (each.atLeastMinutes() == null || span.minutes() >= each.atLeastMinutes())
                        && (each.atMostMinutes() == null || span.minutes() <= each.atMostMinutes()))
                .toList();
        var price = Stream.concat(
                        fitting.stream()
                                .filter(each -> each.taken() == Taken.ALWAYS)
                                .map(each -> unlessRefused(() -> offered(each, span))),
                        Stream.of(1).map(last -> unlessRefused(() -> byRates(span, entry))))
                .flatMap(Optional::stream)
                .findFirst();
        for (var each : fitting) {
            if (each.taken() == Taken.IF_LOWER) {
                var offered = unlessRefused(() -> offered(each, span));
                if (offered.isPresent() && (price.isEmpty() || offered.get().compareTo(price.get()) < 0)) {
                    price = offered;
                }
            }
        }
        return price.orElseThrow(Refused::new);
    }

    private static Optional<Fraction> unlessRefused(Supplier<Fraction> price) {
        try {
            return Optional.of(Collections.max(List.of(price.get(), Fraction.ZERO)));
        } catch (Refused refused) {
            return Optional.empty();
        }
    }

    private Fraction offered(Offer offer, Span span) {
        var end = span.until();
        var covers = offer.covers();
        if (covers != null && covers.minutes() != null) {
            end = Math.min(end, span.from() + covers.minutes());
        } else if (covers != null) {
            var cycle = new Cycle(Every.CLOCK, null, covers.at(), covers.days(), null);
            var next = span.from() + 1;
            while (next < end && !isReached(cycle, next)) {
                next++;
            }
            end = next;
        }
        var table = new Table(offer.steps());
        var sum = BigInteger.ZERO;
        for (var at = span.from(); at < end; at++) {
            sum = sum.add(table.next());
        }
        var price = new Fraction(sum, scale);
        return end < span.until() ? price.plus(byRates(new Span(end, span.until()), end)) : price;
    }

    // ---- Rates

    /// A walk through steps.
    private final class Table {
        private final List<Step> steps;
        private int position;
        private BigInteger sum = BigInteger.ZERO;

        Table(List<Step> steps) {
            this.steps = steps;
        }

        void restart() {
            position = 0;
            sum = BigInteger.ZERO;
        }

        /// What the next minute costs.
        BigInteger next() {
            var start = 0;
            for (var step : steps) {
                if (step.upToMinutes() == null || position < step.upToMinutes()) {
                    var charge = charge(step, start);
                    sum = sum.add(charge);
                    position++;
                    return charge;
                }
                start = step.upToMinutes();
            }
            throw new Refused();
        }

        private BigInteger charge(Step step, int start) {
            if (step.total() != null) {
                return position == start ? scaled(step.total()).subtract(sum) : BigInteger.ZERO;
            }
            var add = Objects.requireNonNull(step.add());
            var unit = Objects.requireNonNull(step.perMinutes());
            if (step.count() == Count.EXACT) {
                return scaled(add).divide(BigInteger.valueOf(unit));
            }
            return (position - start) % unit == 0 ? scaled(add) : BigInteger.ZERO;
        }

        /// Whether something that was begun and paid still lasts.
        boolean isUnderWay() {
            var start = 0;
            for (var step : steps) {
                if (step.upToMinutes() == null || position < step.upToMinutes()) {
                    if (step.total() != null) {
                        return step.upToMinutes() != null && position > start;
                    }
                    return step.count() == Count.STARTED
                            && (position - start) % Objects.requireNonNull(step.perMinutes()) != 0;
                }
                start = step.upToMinutes();
            }
            return false;
        }
    }

    /// @param charges of each minute
    /// @param under which rate is charged in each minute
    private record Walked(List<BigInteger> charges, List<Integer> under) {}

    private Fraction byRates(Span span, long entry) {
        var walked = walk(span, entry);
        var charges = walked.charges();
        if (misreading == Misreading.CHARGES_BELONG_TO_THEIR_END) {
            charges = delayed(charges);
        }
        if (misreading != Misreading.NO_CAPS) {
            for (var cap : orNone(tariff.caps())) {
                if (fits(cap.audience())) {
                    charges = capped(cap, charges, walked.under(), span);
                }
            }
        }
        return new Fraction(charges.stream().reduce(BigInteger.ZERO, BigInteger::add), scale);
    }

    /// Each charge half an hour later, or with the stay's end.
    private static List<BigInteger> delayed(List<BigInteger> charges) {
        var later = new ArrayList<>(Collections.nCopies(charges.size(), BigInteger.ZERO));
        for (var i = 0; i < charges.size(); i++) {
            var at = Math.min(charges.size() - 1, i + 30);
            later.set(at, later.get(at).add(charges.get(i)));
        }
        return later;
    }

    private Walked walk(Span span, long entry) {
        var tables = rates.stream().map(each -> new Table(each.steps())).toList();
        var charges = new ArrayList<BigInteger>();
        var under = new ArrayList<Integer>();
        var ruledAtEntry = rateAt(entry);
        var last = NONE;
        for (var at = span.from(); at < span.until(); at++) {
            for (var each = 0; each < rates.size(); each++) {
                if (at > span.from() && restarts(rates.get(each).restarts(), at, span)) {
                    tables.get(each).restart();
                }
            }
            var rules = tariff.whenRatesChange() == RateChange.ENTRY_RATE_STAYS ? ruledAtEntry : rateAt(at);
            var charged = tariff.whenRatesChange() == RateChange.UNIT_RUNS_OUT
                            && last != NONE
                            && tables.get(last).isUnderWay()
                    ? last
                    : rules;
            if (charged == NONE && tariff.outsideRates() != Outside.FREE) {
                throw new Refused();
            }
            if (charged == NONE) {
                charges.add(BigInteger.ZERO);
            } else {
                if (charged != last && rates.get(charged).restarts().every() == Every.PERIOD) {
                    tables.get(charged).restart();
                }
                charges.add(tables.get(charged).next());
            }
            under.add(charged);
            last = charged;
        }
        return new Walked(charges, under);
    }

    private boolean restarts(Cycle cycle, long at, Span span) {
        return switch (cycle.every()) {
            case STAY, PERIOD -> false;
            case HOURS -> (at - span.from()) % (60L * Objects.requireNonNull(cycle.hours())) == 0;
            case CLOCK -> isReached(cycle, at);
        };
    }

    private int rateAt(long at) {
        var best = NONE;
        for (var i = 0; i < rates.size(); i++) {
            var rate = rates.get(i);
            if (open.contains(rate) && isIn(rate.when(), at) && (best == NONE || goesBefore(rate, rates.get(best)))) {
                best = i;
            }
        }
        return best;
    }

    private static boolean goesBefore(Rate one, Rate other) {
        var overrides = Boolean.TRUE.equals(one.overrides());
        if (overrides != Boolean.TRUE.equals(other.overrides())) {
            return overrides;
        }
        return named(one.audience()) > named(other.audience());
    }

    private static long named(@Nullable Audience audience) {
        return audience == null
                ? 0
                : Stream.of(orNone(audience.kinds()), orNone(audience.vehicles()), orNone(audience.concessions()))
                        .filter(each -> !each.isEmpty())
                        .count();
    }

    // ---- Caps

    private List<BigInteger> capped(Tariff.Cap cap, List<BigInteger> charges, List<Integer> under, Span span) {
        var limit = scaled(cap.amount());
        var left = new ArrayList<BigInteger>();
        var touched = new TreeSet<Long>();
        Map<Long, BigInteger> sums = new HashMap<>();
        var period = 0L;
        var known = (long) NONE;
        var isFor = rates.stream().map(each -> isFor(cap, each.name())).toList();
        for (var i = 0; i < charges.size(); i++) {
            var at = span.from() + i;
            var isUnder = under.get(i) != NONE && isFor.get(under.get(i));
            if (cap.per().every() == Every.PERIOD && orNone(cap.when()).isEmpty()) {
                var wasUnder = i > 0 && under.get(i - 1) != NONE && isFor.get(under.get(i - 1));
                period = !isUnder ? NONE : wasUnder ? period : at;
            } else if (cap.per().every() == Every.PERIOD) {
                var open = openings(orNone(cap.when()), at);
                touched.addAll(open);
                period = open.isEmpty() ? NONE : Collections.min(open);
            } else if (i > 0 && restarts(cap.per(), at, span)) {
                period++;
            }
            if (period != NONE && period != known) {
                touched.add(period);
                known = period;
            }
            var times = cap.per().times();
            var isCapped = isUnder
                    && charges.get(i).signum() != 0
                    && period != NONE
                    && (times == null || touched.headSet(period).size() < times);
            if (isCapped) {
                var before = sums.getOrDefault(period, BigInteger.ZERO);
                var after = before.add(charges.get(i));
                sums.put(period, after);
                left.add(after.min(limit).subtract(before.min(limit)));
            } else {
                left.add(charges.get(i));
            }
        }
        return left;
    }

    private static boolean isFor(Tariff.Cap cap, String rate) {
        return orNone(cap.rates()).isEmpty() || orNone(cap.rates()).contains(rate);
    }

    /// Of those of these windows that are open: numbers in the order in which they were opened, then listed.
    private List<Long> openings(List<Window> windows, long at) {
        var openings = new ArrayList<Long>();
        for (var i = 0; i < windows.size(); i++) {
            var window = windows.get(i);
            var opened = opened(window, shown(at));
            if (opened != NONE) {
                openings.add(firstShowing(opened, at) * windows.size() + i);
            }
        }
        return openings;
    }

    // ---- Time

    private long point(Instant instant) {
        var minute = instant.getEpochSecond() / 60;
        return tariff.clock() == ClockRule.WALL_CLOCK ? clock.wall(minute) : minute;
    }

    /// The first minute that showed this time or a later one, where the given minute is one that does.
    private long firstShowing(long time, long at) {
        var known = firsts.get(time);
        if (known != null) {
            return known;
        }
        var first = at;
        while (shown(first - 1) >= time) {
            first--;
        }
        firsts.put(time, first);
        return first;
    }

    /// The latest time that the clock has shown.
    private long shown(long at) {
        return tariff.clock() == ClockRule.WALL_CLOCK ? at : clock.latest(at);
    }

    /// Whether the clock reaches a time in this minute, or jumps over it.
    private boolean isReached(Cycle cycle, long at) {
        var of = Objects.requireNonNull(cycle.at()).minute();
        var now = shown(at);
        for (var time = shown(at - 1) + 1; time <= now; time++) {
            if (Math.floorMod(time - of, DAY) == 0
                    && isOn(orNone(cycle.days()), Math.floorDiv(time - of, (long) DAY))) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(@Nullable List<Window> windows, long at) {
        var time = shown(at);
        for (var each : orNone(windows)) {
            if (opened(each, time) != NONE) {
                return true;
            }
        }
        return orNone(windows).isEmpty();
    }

    private boolean endsIn(@Nullable List<Window> windows, long exit) {
        return isIn(windows, exit - 1);
    }

    /// When the window that is open at a time was opened, both as the clock shows it; [#NONE]: it is closed.
    private long opened(Window window, long time) {
        var from = window.from() == null ? 0 : window.from().minute();
        var until = window.until() == null ? DAY : window.until().minute();
        if (until <= from) {
            until += DAY;
        }
        var today = Math.floorDiv(time, (long) DAY);
        for (var day = today - 1; day <= today; day++) {
            if (day * DAY + from <= time && time < day * DAY + until && opensOn(window, day)) {
                return day * DAY + from;
            }
        }
        return NONE;
    }

    private boolean opensOn(Window window, long day) {
        return days.computeIfAbsent(window, absent -> new HashMap<>())
                .computeIfAbsent(day, absent -> isOn(orNone(window.days()), day) && isIn(window.season(), day));
    }

    private static boolean isIn(Tariff.@Nullable Season season, long day) {
        if (season == null) {
            return true;
        }
        var date = MonthDay.from(LocalDate.ofEpochDay(day));
        var from = MonthDay.parse("--" + season.from());
        var until = MonthDay.parse("--" + season.until());
        var isAfter = !date.isBefore(from);
        var isBefore = !date.isAfter(until);
        return from.isAfter(until) ? isAfter || isBefore : isAfter && isBefore;
    }

    private boolean isOn(List<String> names, long day) {
        var date = LocalDate.ofEpochDay(day);
        var special = special(date);
        return names.isEmpty()
                || names.contains(special.orElse(date.getDayOfWeek().name()))
                || (misreading == Misreading.WINDOWS_OPEN_ON_HOLIDAYS_TOO
                        && names.contains(date.getDayOfWeek().name()));
    }

    private Optional<String> special(LocalDate date) {
        var specials = Objects.requireNonNullElse(tariff.specialDays(), Map.<String, List<String>>of());
        for (var text : List.of(date.toString(), date.toString().substring(5))) {
            for (var each : specials.entrySet()) {
                if (each.getValue().contains(text)) {
                    return Optional.of(each.getKey());
                }
            }
        }
        return Optional.empty();
    }

    // ---- People and amounts

    private boolean fits(@Nullable Audience audience) {
        return audience == null
                || (allows(audience.kinds(), stay.kind())
                        && allows(audience.vehicles(), stay.vehicle())
                        && (orNone(audience.concessions()).isEmpty()
                                || !Collections.disjoint(orNone(audience.concessions()), stay.concessions())));
    }

    private static <T> boolean allows(@Nullable List<T> named, @Nullable T actual) {
        return orNone(named).isEmpty() || (actual != null && orNone(named).contains(actual));
    }

    private BigInteger scaled(BigDecimal amount) {
        return scaled.computeIfAbsent(
                amount, absent -> absent.multiply(new BigDecimal(scale)).toBigIntegerExact());
    }
}
