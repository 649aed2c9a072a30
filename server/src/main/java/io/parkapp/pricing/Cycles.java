package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;
import static java.util.Objects.requireNonNull;

import io.parkapp.pricing.Tariff.Every;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A division of time, made ready for use.
///
/// @param seconds of each period, for HOURS
/// @param minute of the day at which a period ends, for CLOCK
/// @param times how many periods there are; null: as many as there is time for
record Cycles(
        Every every,
        long seconds,
        int minute,
        Days days,
        @Nullable Integer times,
        Calendar calendar) {
    private static final long HOUR = 3_600;
    /// A special day may be years away; then a period lasts longer than any stay.
    private static final int DAYS_AHEAD_MAX = 800;

    static Cycles of(Tariff.Cycle cycle, Calendar calendar) {
        return new Cycles(
                cycle.every(),
                cycle.hours() == null ? 0 : cycle.hours() * HOUR,
                cycle.at() == null ? 0 : cycle.at().minute(),
                calendar.days(orNone(cycle.days()), null),
                cycle.times(),
                calendar);
    }

    /// When the period ends that a point lies in.
    ///
    /// @param start where periods of HOURS are counted from
    long endAfter(Timeline line, long start, long point) {
        return switch (every) {
            case STAY, PERIOD -> Table.ENDLESS;
            case HOURS -> start + (Math.floorDiv(point - start, seconds) + 1) * seconds;
            case CLOCK -> nextShowing(line, point);
        };
    }

    private long nextShowing(Timeline line, long point) {
        var first = line.dayAt(point);
        for (var day = first; day < first + DAYS_AHEAD_MAX; day++) {
            if (days.include(calendar.kindOf(day))) {
                var showing = line.at(day, minute);
                if (showing > point) {
                    return showing;
                }
            }
        }
        return Table.ENDLESS;
    }

    /// The last time before a point, or at it, that the clock reached the minute.
    long lastShowing(Timeline line, long point) {
        var first = line.dayAt(point);
        for (var day = first; day > first - DAYS_AHEAD_MAX; day--) {
            if (days.include(calendar.kindOf(day))) {
                var showing = line.at(day, minute);
                if (showing <= point) {
                    return showing;
                }
            }
        }
        return -Table.ENDLESS;
    }

    /// The periods that touch a stretch of time, in order.
    ///
    /// @param spans when what is divided was charged, for PERIOD
    List<Span> periods(Timeline line, long from, long until, @Nullable List<Span> spans) {
        var periods = new ArrayList<Span>();
        if (every == Every.PERIOD) {
            periods.addAll(requireNonNull(spans));
        } else {
            for (var now = from; now < until && (times == null || periods.size() < times); ) {
                var end = endAfter(line, from, now);
                periods.add(new Span(now, Math.min(end, until), 0));
                now = end;
            }
        }
        return times == null || periods.size() <= times ? periods : periods.subList(0, times);
    }
}
