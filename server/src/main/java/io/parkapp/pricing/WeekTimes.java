package io.parkapp.pricing;

import static io.parkapp.pricing.TimeOfDay.MINUTES_PER_DAY;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Times of the week and of special days, and how they are said in words.
final class WeekTimes {
    private static final int DATES_SAID_MAX = 3;
    private static final int DAYS_IN_A_ROW_MIN = 3;

    private record Stretch(LocalDateTime from, int minutes) {}

    private final List<String> names;
    private final List<DayPair> days;
    private final Map<DayPair, BitSet> pairs = new LinkedHashMap<>();

    /// @param names of the types of day, weekdays first
    /// @param days all that come
    WeekTimes(List<String> names, List<DayPair> days) {
        this.names = names;
        this.days = days;
    }

    void add(DayPair pair, BitSet minutes) {
        if (!minutes.isEmpty()) {
            pairs.put(pair, (BitSet) minutes.clone());
        }
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    /// When each stretch begins for the first time, and for how long it lasts on that day; a few of them.
    Map<LocalDateTime, Integer> starts(int most) {
        var starts = new LinkedHashMap<LocalDateTime, Integer>();
        for (var each : pairs.entrySet()) {
            for (var stretch : stretches(each.getKey(), each.getValue())) {
                if (starts.size() < most) {
                    starts.put(stretch.from(), stretch.minutes());
                }
            }
        }
        return starts;
    }

    /// The minutes of every day of a type.
    private Map<Integer, BitSet> types() {
        var types = new TreeMap<Integer, BitSet>();
        for (var day : days) {
            var minutes = pairs.getOrDefault(day, new BitSet());
            types.computeIfAbsent(day.day().type(), absent -> (BitSet) minutes.clone())
                    .and(minutes);
        }
        return types;
    }

    private static List<Stretch> stretches(DayPair pair, BitSet minutes) {
        var stretches = new ArrayList<Stretch>();
        for (var from = minutes.nextSetBit(0); from >= 0; ) {
            var until = minutes.nextClearBit(from);
            stretches.add(new Stretch(pair.date().atStartOfDay().plusMinutes(from), until - from));
            from = minutes.nextSetBit(until);
        }
        return stretches;
    }

    /// Monday to Friday 20:00 to 24:00, Sunday 00:00 to 24:00.
    String words() {
        var types = types();
        var byText = new LinkedHashMap<String, List<Integer>>();
        types.forEach((type, minutes) -> {
            if (!minutes.isEmpty()) {
                byText.computeIfAbsent(hours(minutes), absent -> new ArrayList<>())
                        .add(type);
            }
        });
        var parts = new ArrayList<String>();
        byText.forEach((text, days) -> parts.add(days(days, types.size()) + " " + text));
        var dates = new ArrayList<String>();
        pairs.forEach((pair, minutes) -> {
            var only = (BitSet) minutes.clone();
            var type = types.get(pair.day().type());
            if (type != null) {
                only.andNot(type);
            }
            if (!only.isEmpty()) {
                dates.add(name(pair.day().type()) + " " + pair.date() + " " + hours(only));
            }
        });
        parts.addAll(dates.subList(0, Math.min(DATES_SAID_MAX, dates.size())));
        return String.join(", ", parts) + (dates.size() > DATES_SAID_MAX ? ", and on other such days" : "");
    }

    private static String hours(BitSet minutes) {
        var parts = new ArrayList<String>();
        for (var from = minutes.nextSetBit(0); from >= 0; ) {
            var until = Math.min(minutes.nextClearBit(from), MINUTES_PER_DAY);
            parts.add(new TimeOfDay(from) + " to " + new TimeOfDay(until));
            from = minutes.nextSetBit(until);
        }
        return String.join(" and ", parts);
    }

    private String days(List<Integer> days, int all) {
        if (days.size() == all) {
            return "every day";
        }
        var parts = new ArrayList<String>();
        for (var i = 0; i < days.size(); ) {
            var last = i;
            while (last + 1 < days.size()
                    && days.get(last + 1) == days.get(last) + 1
                    && days.get(last + 1) < Calendar.WEEKDAYS) {
                last++;
            }
            if (last - i + 1 >= DAYS_IN_A_ROW_MIN) {
                parts.add(name(days.get(i)) + " to " + name(days.get(last)));
                i = last + 1;
            } else {
                parts.add(name(days.get(i)));
                i++;
            }
        }
        return parts.size() == 1
                ? parts.getFirst()
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    private String name(int type) {
        return dayName(names.get(type));
    }

    /// Weekdays as people write them; special days as the tariff names them.
    static String dayName(String name) {
        return Arrays.stream(DayOfWeek.values()).anyMatch(each -> each.name().equals(name))
                ? name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT)
                : name;
    }
}
