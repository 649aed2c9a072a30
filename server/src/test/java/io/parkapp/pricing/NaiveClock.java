package io.parkapp.pricing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// What the clock on the wall has shown, minute by minute. Moments and times are counted in minutes since 1970.
final class NaiveClock {
    private static final int DAY = 1_440;
    /// Longer than any hour that comes twice.
    private static final int LOOK_BACK = 240;

    private final ZoneId zone;
    private final Map<Long, long[]> days = new HashMap<>();
    private long[] lastAsked = {};
    private long dayLastAsked = Long.MIN_VALUE;

    NaiveClock(ZoneId zone) {
        this.zone = zone;
    }

    /// The latest time that the clock has shown until this minute: in the second turn of an hour that comes twice,
    /// the last minute of its first turn.
    long latest(long minute) {
        var day = Math.floorDiv(minute, (long) DAY);
        if (day != dayLastAsked) {
            dayLastAsked = day;
            lastAsked = days.computeIfAbsent(day, this::latestOf);
        }
        return lastAsked[Math.floorMod(minute, DAY)];
    }

    private long[] latestOf(long day) {
        var shown = new long[DAY];
        var latest = Long.MIN_VALUE;
        for (var i = -LOOK_BACK; i < DAY; i++) {
            latest = Math.max(latest, now(day * DAY + i));
            if (i >= 0) {
                shown[i] = latest;
            }
        }
        return shown;
    }

    long now(long minute) {
        return Instant.ofEpochSecond(minute * 60).atZone(zone).toLocalDateTime().toEpochSecond(ZoneOffset.UTC) / 60;
    }

    /// Time on the wall that only passes once: in the second turn it stands at the end of the first.
    long wall(long minute) {
        var before = latest(minute - 1);
        return Math.max(now(minute), now(minute) <= before ? before + 1 : before);
    }
}
