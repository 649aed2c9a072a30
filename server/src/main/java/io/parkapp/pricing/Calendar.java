package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Tariff.Season;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What kind of day a date is under a tariff: a weekday, unless it is a special day.
final class Calendar {
    static final int WEEKDAYS = 7;
    private static final int DATE_LENGTH = 10;
    /// Stays are long, and prices of a week are asked for again and again.
    private static final int DAYS_REMEMBERED = 32;
    /// Outside of all seasons: all that most tariffs know, and so one for all of them.
    private static final List<Days.Kind> ORDINARY = IntStream.range(0, WEEKDAYS)
            .mapToObj(each -> new Days.Kind(each, each, 0))
            .toList();

    private final List<String> names = new ArrayList<>();
    private final Map<LocalDate, Integer> dates = new HashMap<>();
    private final Map<MonthDay, Integer> everyYear = new HashMap<>();
    private final List<Season> seasons = new ArrayList<>();
    private final List<DaysOfYear> bounds = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger(WEEKDAYS);
    private final Map<TypeAndSeasons, Days.Kind> kinds = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable KnownDay> known;

    private record TypeAndSeasons(int type, long seasons) {}

    private record KnownDay(long epochDay, Days.Kind kind) {}

    private record DaysOfYear(MonthDay from, MonthDay until) {
        boolean include(MonthDay day) {
            return from.compareTo(until) <= 0
                    ? day.compareTo(from) >= 0 && day.compareTo(until) <= 0
                    : day.compareTo(from) >= 0 || day.compareTo(until) <= 0;
        }
    }

    Calendar(Tariff tariff) {
        var specialDays = Objects.requireNonNullElse(tariff.specialDays(), Map.<String, List<String>>of());
        seasons(tariff).forEach(this::number);
        for (var day : DayOfWeek.values()) {
            names.add(day.name());
        }
        specialDays.keySet().stream().sorted().forEach(name -> {
            var type = names.size();
            names.add(name);
            for (var each : orNone(specialDays.get(name))) {
                if (each.length() == DATE_LENGTH) {
                    dates.put(LocalDate.parse(each), type);
                } else {
                    everyYear.put(monthDay(each), type);
                }
            }
        });
        var isOrdinary = dates.isEmpty() && everyYear.isEmpty() && seasons.isEmpty();
        this.known = new AtomicReferenceArray<>(isOrdinary ? 0 : DAYS_REMEMBERED);
    }

    /// All seasons that windows of the tariff name.
    static List<Season> seasons(Tariff tariff) {
        return Stream.of(
                        orNone(tariff.rates()).stream().map(Tariff.Rate::when),
                        orNone(tariff.caps()).stream().map(Tariff.Cap::when),
                        orNone(tariff.free()).stream().map(Tariff.Free::when),
                        orNone(tariff.offers()).stream()
                                .flatMap(each -> Stream.of(orNone(each.entry()), orNone(each.exit()))),
                        orNone(tariff.surcharges()).stream()
                                .flatMap(each -> Stream.of(orNone(each.entry()), orNone(each.exit()))))
                .flatMap(each -> each)
                .flatMap(each -> orNone(each).stream())
                .map(Tariff.Window::season)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    static MonthDay monthDay(String text) {
        return MonthDay.parse("--" + text);
    }

    List<String> names() {
        return names;
    }

    Days.Kind kindOf(long epochDay) {
        if (known.length() == 0) {
            return ORDINARY.get(weekday(epochDay));
        }
        var place = (int) Math.floorMod(epochDay, (long) DAYS_REMEMBERED);
        var day = known.get(place);
        if (day == null || day.epochDay() != epochDay) {
            day = new KnownDay(epochDay, read(epochDay));
            known.set(place, day);
        }
        return day.kind();
    }

    private Days.Kind read(long epochDay) {
        var date = LocalDate.ofEpochDay(epochDay);
        var type = dates.get(date);
        if (type == null && !everyYear.isEmpty()) {
            type = everyYear.get(MonthDay.from(date));
        }
        return kind(type == null ? weekday(epochDay) : type, seasonsOf(date));
    }

    /// A day of that type in those seasons.
    Days.Kind kind(int type, long seasons) {
        if (type < WEEKDAYS && seasons == 0) {
            return ORDINARY.get(type);
        }
        return kinds.computeIfAbsent(
                new TypeAndSeasons(type, seasons), absent -> new Days.Kind(numbers.getAndIncrement(), type, seasons));
    }

    /// @param names none: every day
    Days days(List<String> names, @Nullable Season season) {
        var types = names.isEmpty() ? -1 : 0L;
        for (var each : names) {
            types |= 1L << this.names.indexOf(each);
        }
        return new Days(types, season == null ? 0 : 1L << number(season));
    }

    private int number(Season season) {
        var number = seasons.indexOf(season);
        if (number < 0) {
            number = seasons.size();
            seasons.add(season);
            bounds.add(new DaysOfYear(monthDay(season.from()), monthDay(season.until())));
        }
        return number;
    }

    /// The first of January 1970 was a Thursday.
    private static int weekday(long epochDay) {
        return (int) Math.floorMod(epochDay + 3, (long) WEEKDAYS);
    }

    private long seasonsOf(LocalDate date) {
        var bits = 0L;
        if (bounds.isEmpty()) {
            return bits;
        }
        var day = MonthDay.from(date);
        for (var i = 0; i < bounds.size(); i++) {
            if (bounds.get(i).include(day)) {
                bits |= 1L << i;
            }
        }
        return bits;
    }
}
