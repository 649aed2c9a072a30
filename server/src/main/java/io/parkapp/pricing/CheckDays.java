package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Finding.Code;
import io.parkapp.pricing.Tariff.Window;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Special days: that there are any, have dates for the year to come, and matter.
final class CheckDays {
    private static final int DATE_LENGTH = 10;
    private static final int MONTHS_AHEAD = 12;
    private static final int HOUR = 60;
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final Set<String> WEEKDAYS =
            Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).collect(Collectors.toUnmodifiableSet());

    private final Inspection inspection;
    private final Tariff tariff;
    private final Map<String, List<String>> specialDays;
    private final Set<String> named = new HashSet<>();

    CheckDays(Inspection inspection) {
        this.inspection = inspection;
        this.tariff = inspection.tariff();
        this.specialDays = new TreeMap<>(Objects.requireNonNullElse(tariff.specialDays(), Map.of()));
        inspection.windows().forEach(each -> named.addAll(orNone(each.days())));
        Stream.of(
                        tariff.rates().stream().map(each -> each.restarts().days()),
                        orNone(tariff.caps()).stream().map(each -> each.per().days()),
                        orNone(tariff.free()).stream()
                                .map(Tariff.Free::oncePer)
                                .filter(Objects::nonNull)
                                .map(Tariff.Cycle::days),
                        orNone(tariff.offers()).stream()
                                .map(Tariff.Offer::covers)
                                .filter(Objects::nonNull)
                                .map(Tariff.Cover::days))
                .flatMap(each -> each)
                .forEach(each -> named.addAll(orNone(each)));
    }

    void look() {
        if (specialDays.isEmpty() && tellsWeekdaysApart()) {
            noHolidays();
        }
        specialDays.forEach((name, dates) -> {
            var path = "specialDays." + name;
            if (orNone(dates).isEmpty()) {
                inspection.warn(Code.NEVER_APPLIES, path, name + " has no dates, so it never comes.", null);
            } else if (named.isEmpty()) {
                inspection.warn(
                        Code.NEVER_APPLIES,
                        path,
                        name + " makes no difference: no part of the tariff names it or any weekday.",
                        null);
            } else {
                lastDate(path, name, dates);
            }
        });
    }

    private boolean tellsWeekdaysApart() {
        return tariff.rates().stream()
                .flatMap(each -> orNone(each.when()).stream())
                .map(Window::days)
                .anyMatch(each -> !orNone(each).isEmpty() && !orNone(each).containsAll(WEEKDAYS));
    }

    private void noHolidays() {
        var newYear = LocalDate.of(inspection.today().getYear() + 1, 1, 1);
        var stay = inspection.stay(inspection.drivers().getFirst(), newYear.atTime(MORNING), 2 * HOUR);
        inspection.warn(
                Code.HOLIDAYS_MISSING,
                "specialDays",
                "The rates tell weekdays apart, but the tariff does not say what public holidays cost: each costs what"
                        + " its weekday costs. Name them in specialDays.",
                inspection.example(stay, inspection.price(stay), null));
    }

    private void lastDate(String path, String name, List<String> dates) {
        var last = dates.stream()
                .filter(each -> each.length() == DATE_LENGTH)
                .map(LocalDate::parse)
                .max(LocalDate::compareTo);
        if (last.isPresent() && last.get().isBefore(inspection.today().plusMonths(MONTHS_AHEAD))) {
            inspection.warn(
                    Code.HOLIDAYS_MISSING,
                    path,
                    name + " has no dates of single years after " + last.get()
                            + ". If it stands for days that move, as Easter does, add those of the years to come.",
                    null);
        }
    }
}
