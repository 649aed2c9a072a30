package io.parkapp.values;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times as clocks at the lot show them.
public final class LocalTimes {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("'UTC'xxx", Locale.ENGLISH);

    private final ZoneId zone;

    public LocalTimes(String zone) {
        this.zone = ZoneId.of(zone);
    }

    public String day(Instant instant) {
        return DAY.format(instant.atZone(zone));
    }

    public String minute(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    /// `2026-12-01 09:00:00`, which spreadsheets and programs read; null for null.
    public @Nullable String stamp(@Nullable Instant instant) {
        return instant == null ? null : STAMP.format(instant.atZone(zone));
    }

    /// Names the day once where it is the same.
    public String span(Instant from, Instant until) {
        var isOneDay = day(from).equals(day(until));
        return minute(from) + " – " + (isOneDay ? TIME.format(until.atZone(zone)) : minute(until));
    }

    /// With the distance to UTC, which tells the two equal hours of a clock change apart.
    public String minuteWithOffset(Instant instant) {
        return minute(instant) + " (" + OFFSET.format(instant.atZone(zone)) + ")";
    }

    /// `Europe/Berlin, UTC+01:00`
    public String zoneName(Instant instant) {
        return zone.getId() + ", " + OFFSET.format(instant.atZone(zone));
    }
}
