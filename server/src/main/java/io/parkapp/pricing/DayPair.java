package io.parkapp.pricing;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;

/// A kind of day after another kind of day: all that a day's plan depends on.
///
/// @param date the first such day
record DayPair(Days.Kind before, Days.Kind day, LocalDate date) {
    /// After so many, dates fall on the same weekdays again.
    private static final int YEARS_AHEAD = 28;

    /// All that come, in the order in which they first do.
    static List<DayPair> of(Calendar calendar, LocalDate from) {
        var pairs = new LinkedHashMap<Long, DayPair>();
        var last = from.plusYears(YEARS_AHEAD).toEpochDay();
        var before = calendar.kindOf(from.toEpochDay() - 1);
        for (var epochDay = from.toEpochDay(); epochDay < last; epochDay++) {
            var day = calendar.kindOf(epochDay);
            var kinds = day.after(before);
            if (!pairs.containsKey(kinds)) {
                pairs.put(kinds, new DayPair(before, day, LocalDate.ofEpochDay(epochDay)));
            }
            before = day;
        }
        return List.copyOf(pairs.values());
    }
}
