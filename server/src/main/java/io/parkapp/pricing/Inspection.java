package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Finding.Code;
import io.parkapp.pricing.Finding.ExampleStay;
import io.parkapp.pricing.Finding.Severity;
import io.parkapp.pricing.Tariff.Audience;
import io.parkapp.pricing.Tariff.Window;
import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What all looks at a tariff share: its days and drivers, prices of stays, and what has been found.
final class Inspection {
    /// The same kind of fault in 200 rates is told once too often.
    private static final int FINDINGS_PER_CODE_MAX = 20;

    private static final int DAYS_MAX = 60;
    private static final int PARTS_ORDINARY = 25;
    private static final int WINDOW_BOUNDS_MAX = 24;
    private static final int SATURDAY = 5;
    private static final int NINE = 540;
    private static final int HOUR = 60;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Pricing pricing;
    private final Tariff tariff;
    private final ZoneId zone;
    private final String currency;
    private final LocalDate today;
    private final List<DayPair> days;
    private final List<Driver> drivers;
    private final List<Integer> minutesOfDay;
    private final ObjectNode document;
    private final List<Finding> found = new ArrayList<>();
    private final Map<Code, Integer> counts = new EnumMap<>(Code.class);

    Inspection(Pricing pricing, ZoneId zone, String currency, LocalDate today) {
        this.pricing = pricing;
        this.tariff = pricing.tariff();
        this.zone = zone;
        this.currency = currency;
        this.today = today;
        this.days = DayPair.of(pricing.calendar(), today.plusDays(1));
        this.drivers = Driver.of(audiences());
        this.minutesOfDay = eachMinuteOfDay();
        this.document = JSON.valueToTree(tariff);
    }

    Pricing pricing() {
        return pricing;
    }

    Tariff tariff() {
        return tariff;
    }

    ZoneId zone() {
        return zone;
    }

    String currency() {
        return currency;
    }

    LocalDate today() {
        return today;
    }

    /// Every kind of day that comes, after every kind of day that comes before it.
    List<DayPair> days() {
        return days;
    }

    /// The first of each kind of day, weekdays first.
    List<LocalDate> dates() {
        return days.stream()
                .sorted(Comparator.comparing((DayPair each) -> each.day().type() >= SATURDAY)
                        .thenComparing(DayPair::date))
                .map(DayPair::date)
                .limit(DAYS_MAX)
                .toList();
    }

    /// The hours of a day from nine on, and the bounds of the tariff's windows, so that no change is missed.
    List<Integer> minutesOfDay() {
        return minutesOfDay;
    }

    private List<Integer> eachMinuteOfDay() {
        var bounds = new TreeSet<Integer>();
        windows().forEach(each -> {
            bounds.add(each.from() == null ? 0 : each.from().minute());
            bounds.add((each.until() == null ? 0 : each.until().minute()) % TimeOfDay.MINUTES_PER_DAY);
        });
        var minutes = new TreeSet<>(
                Comparator.comparingInt((Integer each) -> Math.floorMod(each - NINE, TimeOfDay.MINUTES_PER_DAY)));
        bounds.stream().limit(WINDOW_BOUNDS_MAX).forEach(minutes::add);
        for (var minute = 0; minute < TimeOfDay.MINUTES_PER_DAY; minute += HOUR) {
            minutes.add(minute);
        }
        return List.copyOf(minutes);
    }

    Stream<Window> windows() {
        return Stream.of(
                        tariff.rates().stream().map(Tariff.Rate::when),
                        orNone(tariff.caps()).stream().map(Tariff.Cap::when),
                        orNone(tariff.free()).stream().map(Tariff.Free::when),
                        orNone(tariff.offers()).stream().map(Tariff.Offer::entry),
                        orNone(tariff.offers()).stream().map(Tariff.Offer::exit),
                        orNone(tariff.surcharges()).stream().map(Tariff.Surcharge::entry),
                        orNone(tariff.surcharges()).stream().map(Tariff.Surcharge::exit))
                .flatMap(each -> each)
                .flatMap(each -> orNone(each).stream());
    }

    /// Told apart by any part of the tariff.
    List<Driver> drivers() {
        return drivers;
    }

    private Stream<@Nullable Audience> audiences() {
        return Stream.of(
                        tariff.rates().stream().map(Tariff.Rate::audience),
                        orNone(tariff.caps()).stream().map(Tariff.Cap::audience),
                        orNone(tariff.free()).stream().map(Tariff.Free::audience),
                        orNone(tariff.offers()).stream().map(Tariff.Offer::audience),
                        orNone(tariff.discounts()).stream().map(Tariff.Discount::audience),
                        orNone(tariff.surcharges()).stream().map(Tariff.Surcharge::audience))
                .flatMap(each -> each);
    }

    /// How many stays a look may price: fewer where each takes longer, so that a check of the largest tariff ends soon.
    int budget(int most) {
        var parts = tariff.rates().size()
                + orNone(tariff.caps()).size()
                + orNone(tariff.offers()).size()
                + orNone(tariff.discounts()).size();
        return most / (1 + parts / PARTS_ORDINARY);
    }

    List<Driver> drivers(@Nullable Audience audience) {
        return drivers().stream().filter(each -> each.fits(audience)).toList();
    }

    /// Minutes that windows are open on a day; none: all.
    BitSet open(@Nullable List<Window> windows, DayPair day) {
        return open(rota(windows), day);
    }

    static BitSet open(Rota windows, DayPair day) {
        return windows.minutes(day.before(), day.day()).getFirst();
    }

    Rota rota(@Nullable List<Window> windows) {
        return new Rota(pricing.calendar(), List.of(orNone(windows)));
    }

    boolean neverOpens(@Nullable List<Window> windows) {
        var rota = rota(windows);
        return days.stream().allMatch(each -> open(rota, each).isEmpty());
    }

    /// The longest stay that the tariff allows.
    int longestMinutes() {
        return Objects.requireNonNullElse(tariff.maximumStayMinutes(), Tariff.STAY_MINUTES_MAX);
    }

    Stay stay(Driver driver, LocalDateTime from, long minutes) {
        var start = from.atZone(zone).toInstant();
        return driver.stay(start, start.plusSeconds(minutes * HOUR), zone);
    }

    /// @return null where there is none
    @Nullable
    Money price(Stay stay) {
        return price(pricing, stay);
    }

    @Nullable
    Money price(Pricing other, Stay stay) {
        try {
            return other.total(stay, currency);
        } catch (NoPrice none) {
            return null;
        }
    }

    @Nullable
    Money price(Stay stay, Uses uses) {
        try {
            return pricing.total(stay, currency, uses);
        } catch (NoPrice none) {
            return null;
        }
    }

    /// The tariff with something changed.
    Pricing changed(Consumer<ObjectNode> change) {
        var other = document.deepCopy();
        change.accept(other);
        return Pricing.of(JSON.treeToValue(other, Tariff.class));
    }

    String text(@Nullable Money money) {
        return money == null
                ? "no price"
                : text(BigDecimal.valueOf(money.amountMinor(), LocalTexts.digits(money.currency())));
    }

    String text(BigDecimal amount) {
        return LocalTexts.amount(amount, currency) + " " + currency;
    }

    /// Tuesday 2026-12-01 09:00.
    String moment(LocalDateTime time) {
        return WeekTimes.dayName(time.getDayOfWeek().name()) + " " + time.toLocalDate() + " " + time.toLocalTime();
    }

    LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    ExampleStay example(Stay stay, @Nullable Money price, @Nullable Money otherwise) {
        return new ExampleStay(
                local(stay.from()),
                local(stay.until()),
                stay.kind(),
                stay.vehicle(),
                stay.concessions().isEmpty()
                        ? null
                        : stay.concessions().stream().sorted().toList(),
                price,
                otherwise);
    }

    boolean isToldOften(Code code) {
        return counts.getOrDefault(code, 0) >= FINDINGS_PER_CODE_MAX;
    }

    void add(Severity severity, Code code, String path, String message, @Nullable ExampleStay example) {
        if (counts.merge(code, 1, Integer::sum) <= FINDINGS_PER_CODE_MAX) {
            found.add(new Finding(severity, code, path, message, example));
        }
    }

    void warn(Code code, String path, String message, @Nullable ExampleStay example) {
        add(Severity.WARNING, code, path, message, example);
    }

    /// Errors first, then by place; always in the same order.
    List<Finding> findings() {
        return found.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::path, Inspection::comparePaths)
                        .thenComparing(Finding::code))
                .toList();
    }

    /// Numbers in paths count as numbers.
    private static int comparePaths(String one, String other) {
        var a = one.split("[\\[\\].]+", -1);
        var b = other.split("[\\[\\].]+", -1);
        for (var i = 0; i < Math.min(a.length, b.length); i++) {
            var isNumber = a[i].matches("\\d{1,6}") && b[i].matches("\\d{1,6}");
            var order =
                    isNumber ? Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i])) : a[i].compareTo(b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
