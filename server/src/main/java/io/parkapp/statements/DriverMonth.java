package io.parkapp.statements;

import io.parkapp.values.LocalTimes;
import io.parkapp.values.Money;
import io.parkapp.values.MoneyText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// What a driver's monthly report says, in words and in order: all its English stands here. A stay belongs to the month
/// in which it begins by the driver's own calendar; its times are those on the lot's wall. Money is what was paid for
/// the stays of the month less what was given back, whenever that was.
///
/// @param before the stays of the month before, for comparison
record DriverMonth(String driver, YearMonth month, ZoneId zone, List<Stay> stays, List<Stay> before) {
    static final String LANGUAGE = "en";

    /// What is put side by side, and how it compares with the month before.
    record Figure(String label, String value, String beside) {}

    /// A row of the table by lot; of several currencies at one lot, a row each.
    record LotLine(String lot, String bookings, String hours, String money) {}

    record StayLine(String when, String where, String plate, String parked, String money, String documents) {}

    String title() {
        return "Your parking in " + name(month);
    }

    String subtitle() {
        return driver + " · days by the calendar of " + zone.getId();
    }

    boolean isEmpty() {
        return stays.isEmpty();
    }

    String nothing() {
        return "You did not park with us in " + name(month) + ".";
    }

    List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(
                "Bookings", String.valueOf(stays.size()), compared(stays.size() - before.size(), this::whole)));
        figures.add(new Figure(
                "Hours parked",
                hours(parked(stays)),
                compared(
                        parked(stays).minus(parked(before)).toMinutes(),
                        minutes -> hours(Duration.ofMinutes(minutes)))));
        for (var currency : currencies()) {
            var now = paid(stays, currency);
            figures.add(new Figure(
                    "Paid",
                    MoneyText.of(now),
                    compared(
                            now.minus(paid(before, currency)).amountMinor(),
                            minor -> MoneyText.of(Money.of(minor, currency)))));
        }
        return List.copyOf(figures);
    }

    List<String> lotHeads() {
        return List.of("Car park", "Bookings", "Hours parked", "Paid");
    }

    /// The lots where most was paid come first, by currency.
    List<LotLine> lots() {
        Map<Lot, List<Stay>> byLot = stays.stream()
                .collect(Collectors.groupingBy(
                        each -> new Lot(
                                each.lotName(),
                                each.lotId().toString(),
                                each.paid().currency()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byLot.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Lot, List<Stay>>, String>comparing(
                                each -> each.getKey().currency())
                        .thenComparingLong(each ->
                                -paid(each.getValue(), each.getKey().currency()).amountMinor())
                        .thenComparing(each -> each.getKey().name()))
                .map(each -> new LotLine(
                        each.getKey().name(),
                        String.valueOf(each.getValue().size()),
                        hours(parked(each.getValue())),
                        MoneyText.of(paid(each.getValue(), each.getKey().currency()))))
                .toList();
    }

    private record Lot(String name, String id, String currency) {}

    String chartTitle() {
        return "Hours parked, by the day on which the stay began";
    }

    /// Hours for each day of the month.
    Map<Integer, Double> hoursByDay() {
        var hours = new TreeMap<Integer, Double>();
        for (var day = 1; day <= month.lengthOfMonth(); day++) {
            hours.put(day, 0.0);
        }
        for (var stay : stays) {
            var day = stay.from().atZone(zone).getDayOfMonth();
            hours.merge(day, stay.parked().toMinutes() / 60.0, Double::sum);
        }
        return hours;
    }

    List<String> stayHeads() {
        return List.of("When", "Where", "Plate", "Parked", "Paid", "Receipts");
    }

    List<StayLine> stayLines() {
        return stays.stream().map(this::line).toList();
    }

    String staysTitle() {
        return "Every stay";
    }

    String foot() {
        return title() + " · " + driver;
    }

    String pageOf(int page, int pages) {
        return "Page " + page + " of " + pages;
    }

    private StayLine line(Stay stay) {
        var times = new LocalTimes(stay.lotZone());
        var parked = switch (stay.status()) {
            case CANCELLED -> "cancelled";
            case NO_SHOW -> "did not come";
            case CONFIRMED -> "reserved";
            case CHECKED_IN -> "inside";
            default -> hours(stay.parked()) + " h";
        };
        return new StayLine(
                times.span(stay.from(), stay.until()),
                stay.lotName() + ", " + stay.spotLabel() + " (" + stay.number() + ")",
                stay.plate(),
                parked,
                MoneyText.of(stay.paid()),
                stay.documents().isEmpty() ? "–" : String.join(", ", stay.documents()));
    }

    private Set<String> currencies() {
        var currencies = new TreeSet<String>();
        stays.forEach(each -> currencies.add(each.paid().currency()));
        before.forEach(each -> currencies.add(each.paid().currency()));
        return currencies;
    }

    /// `3 more than in October 2026`
    private String compared(long difference, LongFunction<String> text) {
        var last = name(month.minusMonths(1));
        if (difference == 0) {
            return "as in " + last;
        }
        return text.apply(Math.abs(difference)) + (difference > 0 ? " more" : " less") + " than in " + last;
    }

    private String whole(long number) {
        return String.valueOf(number);
    }

    static Money paid(List<Stay> stays, String currency) {
        return stays.stream()
                .map(Stay::paid)
                .filter(each -> each.currency().equals(currency))
                .reduce(Money.none(currency), Money::plus);
    }

    static Duration parked(List<Stay> stays) {
        return stays.stream().map(Stay::parked).reduce(Duration.ZERO, Duration::plus);
    }

    /// With a tenth: 2.5.
    static String hours(Duration duration) {
        return BigDecimal.valueOf(duration.toMinutes())
                .divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    static String name(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
    }
}
