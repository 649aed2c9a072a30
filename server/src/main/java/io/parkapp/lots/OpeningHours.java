package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// When a lot is open, by the clock on its wall, on each of these days. A lot with no entry is always open.
///
/// @param from local time `HH:mm`
/// @param until local time `HH:mm`, up to `24:00`; not later than `from` when it runs past midnight into the next day
public record OpeningHours(
        List<DayOfWeek> days,
        @Schema(example = "06:00") String from,
        @Schema(example = "24:00") String until) {
    private static final int DAY_MINUTES = 24 * 60;
    private static final int WEEK_MINUTES = 7 * DAY_MINUTES;
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final String MIDNIGHT = "24:00";

    public OpeningHours {
        days = List.copyOf(days);
        if (days.isEmpty() || new HashSet<>(days).size() < days.size()) {
            throw new IllegalArgumentException("days must name at least one day, each only once");
        }
        if (!TIME.matcher(from).matches()) {
            throw new IllegalArgumentException("from must be a time like 06:00");
        }
        if (!TIME.matcher(until).matches() && !until.equals(MIDNIGHT)) {
            throw new IllegalArgumentException("until must be a time like 22:00, at most 24:00");
        }
    }

    /// Closing time itself is not included.
    boolean isOpenAt(LocalDateTime local) {
        var minute = weekMinute(local.getDayOfWeek(), local.toLocalTime());
        var length = length();
        return starts().anyMatch(start -> Math.floorMod(minute - start, WEEK_MINUTES) < length);
    }

    /// Two entries that only touch do not overlap.
    boolean overlaps(OpeningHours other) {
        return starts().anyMatch(mine -> other.starts().anyMatch(its -> overlap(mine, length(), its, other.length())));
    }

    /// On the circle of a week one begins while the other runs.
    private static boolean overlap(int start, int length, int otherStart, int otherLength) {
        return Math.floorMod(otherStart - start, WEEK_MINUTES) < length
                || Math.floorMod(start - otherStart, WEEK_MINUTES) < otherLength;
    }

    /// In minutes since the week began.
    private IntStream starts() {
        var time = LocalTime.parse(from);
        return days.stream().mapToInt(day -> weekMinute(day, time));
    }

    /// In minutes: one to a whole day.
    private int length() {
        var begin = minuteOfDay(LocalTime.parse(from));
        var end = until.equals(MIDNIGHT) ? DAY_MINUTES : minuteOfDay(LocalTime.parse(until));
        return end > begin ? end - begin : end - begin + DAY_MINUTES;
    }

    private static int weekMinute(DayOfWeek day, LocalTime time) {
        return (day.getValue() - 1) * DAY_MINUTES + minuteOfDay(time);
    }

    private static int minuteOfDay(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
