package io.parkapp.pricing;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Tariff.Audience;
import io.parkapp.pricing.Tariff.Cap;
import io.parkapp.pricing.Tariff.ClockRule;
import io.parkapp.pricing.Tariff.Count;
import io.parkapp.pricing.Tariff.Cover;
import io.parkapp.pricing.Tariff.Cycle;
import io.parkapp.pricing.Tariff.Discount;
import io.parkapp.pricing.Tariff.End;
import io.parkapp.pricing.Tariff.Every;
import io.parkapp.pricing.Tariff.Exceeded;
import io.parkapp.pricing.Tariff.Free;
import io.parkapp.pricing.Tariff.LostTicket;
import io.parkapp.pricing.Tariff.Offer;
import io.parkapp.pricing.Tariff.Outside;
import io.parkapp.pricing.Tariff.Rate;
import io.parkapp.pricing.Tariff.RateChange;
import io.parkapp.pricing.Tariff.Reentry;
import io.parkapp.pricing.Tariff.Rounding;
import io.parkapp.pricing.Tariff.RoundingRule;
import io.parkapp.pricing.Tariff.Season;
import io.parkapp.pricing.Tariff.SecondsRule;
import io.parkapp.pricing.Tariff.Step;
import io.parkapp.pricing.Tariff.Surcharge;
import io.parkapp.pricing.Tariff.Taken;
import io.parkapp.pricing.Tariff.Tax;
import io.parkapp.pricing.Tariff.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes up tariffs with everything in the language, and stays that lie where they matter. The same for the same seed.
final class RandomTariffs {
    private static final int DAY = 1_440;
    private static final List<ZoneId> ZONES = Stream.of(
                    "America/New_York",
                    "America/Santiago",
                    "America/Sao_Paulo",
                    "America/St_Johns",
                    "Atlantic/Azores",
                    "Africa/Cairo",
                    "Africa/Casablanca",
                    "Asia/Beirut",
                    "Asia/Tehran",
                    "Asia/Kolkata",
                    "Asia/Kathmandu",
                    "Asia/Tokyo",
                    "Australia/Lord_Howe",
                    "Australia/Sydney",
                    "Europe/Berlin",
                    "Europe/London",
                    "Europe/Dublin",
                    "Pacific/Auckland",
                    "Pacific/Chatham",
                    "Pacific/Apia")
            .map(ZoneId::of)
            .toList();
    /// Days around which there is much to get wrong, for zones that change their clocks and for those that do not.
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    private static final List<String> WEEKDAYS =
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");
    private static final List<String> RATE_NAMES = List.of("Day", "Night", "Event", "Other", "Fifth");
    private static final List<Integer> LENGTHS =
            List.of(1, 5, 10, 15, 20, 30, 40, 45, 60, 90, 120, 150, 180, 240, 360, 480, 600, 720, 1_440, 2_880);
    private static final List<Integer> UNITS = List.of(1, 7, 10, 15, 20, 30, 40, 60, 60, 90, 120, 240, 720, 1_440);

    private final Random random;
    private final ZoneId zone;
    private final Instant anchor;
    private final String currency;
    private final Map<String, List<String>> specialDays;

    RandomTariffs(long seed) {
        this.random = new Random(seed);
        this.zone = one(ZONES);
        this.anchor = anchor();
        this.currency = one(List.of("EUR", "EUR", "USD", "JPY", "TND"));
        this.specialDays = specialDays();
    }

    String currency() {
        return currency;
    }

    private Instant anchor() {
        var changes = new ArrayList<Instant>();
        var rules = zone.getRules();
        for (var since : List.of("2011-12-01T00:00:00Z", "2016-01-01T00:00:00Z", "2026-01-01T00:00:00Z")) {
            var at = Instant.parse(since);
            for (var i = 0; i < 2; i++) {
                var change = rules.nextTransition(at);
                if (change != null) {
                    at = change.getInstant();
                    changes.add(at);
                }
            }
        }
        return changes.isEmpty() || chance(10) ? NEW_YEAR : one(changes);
    }

    // ---- Tariffs

    Tariff tariff() {
        var count = 1 + random.nextInt(chance(30) ? 5 : 2);
        var names = RATE_NAMES.subList(0, count);
        return new Tariff(
                null,
                one(ClockRule.values()),
                one(SecondsRule.values()),
                one(RateChange.values()),
                chance(75) ? Outside.FREE : chance(50) ? Outside.CLOSED : Outside.REFUSED,
                rounding(),
                maybe(20, this::tax),
                maybe(10, () -> 60 * (1 + random.nextInt(200))),
                specialDays,
                names.stream().map(each -> rate(each, count)).toList(),
                list(45, 3, () -> cap(names)),
                list(25, 2, this::free),
                list(25, 3, this::offer),
                list(20, 3, this::discount),
                list(15, 2, this::surcharge),
                maybe(25, this::lostTicket),
                maybe(20, () -> new Reentry(one(List.of(1, 15, 30, 60, 120)))),
                maybe(20, () -> one(List.of(5, 15, 30))),
                null,
                true,
                null);
    }

    private Map<String, List<String>> specialDays() {
        var names = new TreeMap<String, List<String>>();
        var near = anchor.atZone(zone).toLocalDate();
        var dates =
                new ArrayList<>(IntStream.range(-4, 12).mapToObj(near::plusDays).toList());
        for (var name : List.of("HOLIDAY", "FAIR")) {
            if (chance(40)) {
                var count = 1 + random.nextInt(3);
                var chosen = new ArrayList<String>();
                for (var i = 0; i < count; i++) {
                    var date = dates.remove(random.nextInt(dates.size()));
                    chosen.add(chance(30) ? date.toString().substring(5) : date.toString());
                }
                names.put(name, List.copyOf(chosen));
            }
        }
        return names;
    }

    private Rounding rounding() {
        var to = switch (currency) {
            case "JPY" -> one(List.of("1", "10", "50"));
            case "TND" -> one(List.of("0.001", "0.05", "1"));
            default -> one(List.of("0.01", "0.01", "0.01", "0.05", "0.10", "0.50", "1", "2.50"));
        };
        return new Rounding(new BigDecimal(to), one(RoundingRule.values()));
    }

    private Tax tax() {
        return new Tax("VAT", new BigDecimal(one(List.of("0", "7.25", "19", "20", "100"))), random.nextBoolean());
    }

    private Rate rate(String name, int count) {
        return new Rate(
                name,
                maybe(20, this::audience),
                count == 1 && chance(70) ? null : list(chance(70) ? 100 : 40, 2, this::window),
                maybe(15, () -> true),
                steps(10),
                cycle(Every.values(), false));
    }

    private Audience audience() {
        var one = random.nextInt(3);
        return new Audience(
                one == 0 || chance(20) ? List.of(one(List.of(SpotKind.STANDARD, SpotKind.ACCESSIBLE))) : null,
                one == 1 || chance(20) ? some(List.of("CAR", "TRUCK")) : null,
                one == 2 || chance(20) ? some(List.of("RESIDENT", "CINEMA")) : null);
    }

    private Window window() {
        var days = chance(45) ? days() : null;
        var season = maybe(12, this::season);
        if (chance(20)) {
            return new Window(days, null, null, season);
        }
        var from = time();
        var until = chance(15) ? from : time();
        return new Window(
                days,
                from.minute() == DAY ? new TimeOfDay(0) : from,
                until.minute() == 0 ? time24(from) : until,
                season);
    }

    private TimeOfDay time24(TimeOfDay from) {
        return chance(50) ? new TimeOfDay(DAY) : new TimeOfDay(from.minute() == 0 ? 0 : from.minute() - 1);
    }

    private List<String> days() {
        if (chance(25)) {
            return WEEKDAYS.subList(0, 5);
        }
        return some(
                Stream.concat(WEEKDAYS.stream(), specialDays.keySet().stream()).toList());
    }

    /// From some weeks before to some weeks after, or from some day to another.
    private Season season() {
        var near = anchor.atZone(zone).toLocalDate();
        var from = near.plusDays(random.nextInt(40) - 20L);
        var until = near.plusDays(random.nextInt(40) - 20L);
        return new Season(from.toString().substring(5), until.toString().substring(5));
    }

    /// Mostly times at which something else happens too.
    private TimeOfDay time() {
        return chance(20)
                ? new TimeOfDay(random.nextInt(DAY + 1))
                : new TimeOfDay(one(List.of(
                        0, 0, 30, 60, 90, 120, 150, 165, 180, 210, 240, 360, 480, 600, 720, 1_020, 1_080, 1_320, 1_380,
                        1_410, DAY)));
    }

    private List<Step> steps(int endsPercent) {
        var steps = new ArrayList<Step>();
        var start = 0;
        var total = BigDecimal.ZERO;
        for (var more = random.nextInt(4); more > 0; more--) {
            start += one(LENGTHS);
            total = chance(90) ? total.add(amount(5)) : amount(10);
            steps.add(
                    chance(60)
                            ? new Step(start, total, null, null, null)
                            : new Step(start, null, one(UNITS), amount(3), one(Count.values())));
        }
        if (steps.isEmpty() || !chance(endsPercent)) {
            steps.add(
                    chance(30)
                            ? new Step(null, total.add(amount(5)), null, null, null)
                            : new Step(null, null, one(UNITS), amount(3), one(Count.values())));
        }
        return List.copyOf(steps);
    }

    private Cycle cycle(Every[] kinds, boolean mayBeLimited) {
        var every = one(kinds);
        var times = mayBeLimited ? maybe(25, () -> 1 + random.nextInt(2)) : null;
        return switch (every) {
            case STAY, PERIOD -> new Cycle(every, null, null, null, times);
            case HOURS -> new Cycle(every, one(List.of(1, 2, 3, 5, 12, 24, 24, 36)), null, null, times);
            case CLOCK -> new Cycle(every, null, time(), maybe(30, this::days), times);
        };
    }

    private Cap cap(List<String> rates) {
        var per = cycle(Every.values(), true);
        return new Cap(
                "Cap " + random.nextInt(100),
                maybe(15, this::audience),
                amount(20),
                maybe(40, () -> some(rates)),
                per,
                per.every() == Every.PERIOD ? list(60, 2, this::window) : null);
    }

    private Free free() {
        return new Free(
                one(LENGTHS.subList(0, 14)),
                one(Exceeded.values()),
                maybe(20, this::audience),
                list(25, 2, this::window),
                maybe(35, () -> cycle(new Every[] {Every.HOURS, Every.CLOCK}, false)));
    }

    private Offer offer() {
        var exit = list(30, 2, this::window);
        return new Offer(
                "Offer " + random.nextInt(100),
                maybe(15, this::audience),
                list(50, 2, this::window),
                exit,
                maybe(15, () -> 1 + random.nextInt(300)),
                exit != null || chance(30) ? 300 + random.nextInt(1_500) : null,
                steps(10),
                maybe(
                        35,
                        () -> chance(50)
                                ? new Cover(1 + random.nextInt(1_000), null, null)
                                : new Cover(null, time(), maybe(40, this::days))),
                chance(75) ? Taken.IF_LOWER : Taken.ALWAYS);
    }

    private Discount discount() {
        var audience = maybe(40, this::audience);
        return switch (random.nextInt(4)) {
            case 0 -> new Discount("Minutes", audience, one(LENGTHS), one(End.values()), null, null, null);
            case 1 ->
                new Discount(
                        "Percent",
                        audience,
                        null,
                        null,
                        new BigDecimal(one(List.of("50", "33.33", "100"))),
                        null,
                        null);
            case 2 -> new Discount("Amount", audience, null, null, null, amount(5), null);
            default -> new Discount("At most", audience, null, null, null, null, amount(10));
        };
    }

    private Surcharge surcharge() {
        return new Surcharge(
                "Surcharge " + random.nextInt(100),
                maybe(15, this::audience),
                list(40, 2, this::window),
                list(50, 2, this::window),
                amount(5));
    }

    private LostTicket lostTicket() {
        return chance(40) ? new LostTicket(amount(30), null) : new LostTicket(null, time());
    }

    private BigDecimal amount(int max) {
        return switch (random.nextInt(10)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> BigDecimal.valueOf(random.nextInt(max * 1_000_000), 6);
            case 2, 3, 4 -> BigDecimal.valueOf(random.nextInt(max * 2) * 50L, 2);
            default -> BigDecimal.valueOf(random.nextInt(max * 100), 2);
        };
    }

    // ---- Stays

    /// Of whole minutes.
    Stay stay(Tariff tariff) {
        var begins = anchor.plus(
                Duration.ofMinutes(chance(60) ? random.nextInt(361) - 200L : random.nextInt(5 * DAY) - 3L * DAY));
        if (chance(25)) {
            begins = begins.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        }
        var ends = begins.plus(Duration.ofMinutes(minutes()));
        Function<List<String>, Set<String>> proven = each -> chance(50) ? Set.of() : new HashSet<>(some(each));
        return new Stay(
                begins,
                ends,
                zone,
                chance(30) ? null : one(List.of(SpotKind.STANDARD, SpotKind.ACCESSIBLE, SpotKind.COMPACT)),
                chance(30) ? null : one(List.of("CAR", "TRUCK", "TWO_WHEELER")),
                proven.apply(List.of("RESIDENT", "CINEMA", "STAFF")),
                chance(10) ? List.of(discount()) : List.of(),
                chance(15),
                tariff.exitGraceMinutes() != null && chance(60) ? paidAt(begins, ends) : null,
                chance(40) ? earlier(begins) : List.of());
    }

    /// With seconds, and what is less than one.
    Stay unevenStay(Tariff tariff) {
        var stay = stay(tariff);
        var from = stay.from().plusNanos(random.nextInt(120_000) * 1_000_000L);
        var until =
                from.plus(Duration.between(stay.from(), stay.until())).plusNanos(random.nextInt(60_000) * 1_000_000L);
        return new Stay(
                from,
                until,
                stay.zone(),
                stay.kind(),
                stay.vehicle(),
                stay.concessions(),
                stay.validations(),
                stay.lostTicket(),
                stay.paidAt(),
                stay.earlier());
    }

    private long minutes() {
        return switch (random.nextInt(20)) {
            case 0 -> 1 + random.nextInt(chance(25) ? 20 * DAY : 5 * DAY);
            case 1, 2 -> 1 + random.nextInt(2 * DAY);
            case 3, 4, 5, 6, 7 -> 1 + random.nextInt(DAY / 2);
            case 8, 9, 10 -> one(LENGTHS);
            default -> 1 + random.nextInt(300);
        };
    }

    private Instant paidAt(Instant from, Instant until) {
        var paidAt = until.minus(Duration.ofMinutes(random.nextInt(40)));
        return paidAt.isAfter(from) || chance(50) ? paidAt : from.plus(Duration.ofMinutes(1));
    }

    private List<Stay.Earlier> earlier(Instant before) {
        var stays = new ArrayList<Stay.Earlier>();
        var next = before;
        for (var more = 1 + random.nextInt(3); more > 0; more--) {
            var until = next.minus(Duration.ofMinutes(chance(60) ? random.nextInt(70) : random.nextInt(2 * DAY)));
            next = until.minus(Duration.ofMinutes(1 + random.nextInt(300)));
            stays.add(new Stay.Earlier(
                    next,
                    until,
                    BigDecimal.valueOf(
                            random.nextInt(currency.equals("JPY") ? 10 : 1_000), LocalTexts.digits(currency))));
        }
        return List.copyOf(stays);
    }

    // ---- Chance

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    /// One at least.
    private <T> List<T> some(List<T> of) {
        var chosen = of.stream().filter(each -> random.nextBoolean()).toList();
        return chosen.isEmpty() ? List.of(one(of)) : chosen;
    }

    private <T> @Nullable T maybe(int percent, Supplier<T> make) {
        return chance(percent) ? make.get() : null;
    }

    private <T> @Nullable List<T> list(int percent, int max, Supplier<T> make) {
        return chance(percent)
                ? Stream.generate(make).limit(1L + random.nextInt(max)).toList()
                : null;
    }
}
