package io.parkapp.statements;

import io.parkapp.reports.LotRevenue;
import io.parkapp.reports.OccupancySeries.OccupancyHour;
import io.parkapp.reports.Reports.Month;
import io.parkapp.statements.DriverMonth.Figure;
import io.parkapp.values.Money;
import io.parkapp.values.MoneyText;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What an operator's monthly report says, in words and in order: all its English stands here. Revenue is what was
/// taken less what was given back, by the days of each lot's own calendar; occupancy is the share of spots with a car
/// at each full hour.
record OperatorMonth(YearMonth month, Month data) {
    String title() {
        return "Car parks in " + DriverMonth.name(month);
    }

    String subtitle() {
        var name = data.name() == null ? "All car parks" : data.name();
        return name + " · hours by the clock of " + data.zone().getId();
    }

    List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("Occupancy, on average", percent(data.occupancy().hours()), "of spots in service"));
        var peak = data.occupancy().hours().stream().max(Comparator.comparingInt(OccupancyHour::occupied));
        figures.add(new Figure(
                "Cars at the fullest hour",
                String.valueOf(peak.map(OccupancyHour::occupied).orElse(0)),
                "of " + peak.map(OccupancyHour::total).orElse(0) + " spots"));
        for (var currency : currencies()) {
            var now = total(
                    data.revenue().series().stream()
                            .filter(each -> each.currency().equals(currency))
                            .mapToLong(each -> each.totalMinor())
                            .sum(),
                    currency);
            var before = total(
                    data.before().series().stream()
                            .filter(each -> each.currency().equals(currency))
                            .mapToLong(each -> each.totalMinor())
                            .sum(),
                    currency);
            figures.add(new Figure("Revenue", MoneyText.of(now), compared(now, before)));
        }
        return List.copyOf(figures);
    }

    String chartTitle() {
        return "Occupancy by day, in percent";
    }

    /// On average over the hours of each day, in percent.
    Map<Integer, Double> occupancyByDay() {
        var days = new TreeMap<Integer, Double>();
        var byDay = data.occupancy().hours().stream()
                .collect(Collectors.groupingBy(
                        each -> each.at().atZone(data.zone()).getDayOfMonth()));
        for (var day = 1; day <= month.lengthOfMonth(); day++) {
            days.put(day, share(byDay.getOrDefault(day, List.of())));
        }
        return days;
    }

    List<String> lotHeads() {
        return List.of("Car park", "Spots", "Occupancy", "Fullest hour", "Stays paid", "Revenue");
    }

    /// By name; of several currencies at one lot, a row each.
    List<List<String>> lots() {
        var rows = new ArrayList<List<String>>();
        var earned = data.revenue().lots().stream().collect(Collectors.groupingBy(LotRevenue::lotId));
        for (var lot : data.lots()) {
            var occupancy = lot.averagePercent() == null ? "–" : lot.averagePercent() + " %";
            var amounts = earned.getOrDefault(lot.lotId(), List.of());
            if (amounts.isEmpty()) {
                rows.add(List.of(
                        lot.name(), String.valueOf(lot.total()), occupancy, String.valueOf(lot.peak()), "0", "–"));
            }
            for (var each : amounts) {
                rows.add(List.of(
                        lot.name(),
                        String.valueOf(lot.total()),
                        occupancy,
                        String.valueOf(lot.peak()),
                        String.valueOf(each.reservations()),
                        MoneyText.of(each.amount())));
            }
        }
        return rows;
    }

    String daysTitle() {
        return "Revenue by day";
    }

    List<String> dayHeads() {
        return List.of("Day", "Revenue");
    }

    /// Days on which something was earned or given back.
    List<List<String>> days() {
        return data.revenue().series().stream()
                .flatMap(series -> series.days().stream()
                        .filter(each -> each.amountMinor() != 0)
                        .map(each -> List.of(
                                each.date().getDayOfMonth() + " " + DriverMonth.name(month),
                                MoneyText.of(Money.of(each.amountMinor(), series.currency())))))
                .toList();
    }

    String foot() {
        return title() + " · " + (data.name() == null ? "All car parks" : data.name());
    }

    String pageOf(int page, int pages) {
        return "Page " + page + " of " + pages;
    }

    private Set<String> currencies() {
        var currencies = new TreeSet<String>();
        data.revenue().series().forEach(each -> currencies.add(each.currency()));
        data.before().series().forEach(each -> currencies.add(each.currency()));
        return currencies;
    }

    private String compared(Money now, Money before) {
        var last = DriverMonth.name(month.minusMonths(1));
        if (now.equals(before)) {
            return "as in " + last;
        }
        return now.compareTo(before) > 0
                ? MoneyText.of(now.minus(before)) + " more than in " + last
                : MoneyText.of(before.minus(now)) + " less than in " + last;
    }

    private static Money total(long amountMinor, String currency) {
        return Money.of(amountMinor, currency);
    }

    private static String percent(List<OccupancyHour> hours) {
        return Math.round(share(hours)) + " %";
    }

    private static double share(List<OccupancyHour> hours) {
        var spots = hours.stream().mapToLong(OccupancyHour::total).sum();
        var cars = hours.stream().mapToLong(OccupancyHour::occupied).sum();
        return spots == 0 ? 0 : 100.0 * cars / spots;
    }
}
