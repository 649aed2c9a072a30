package io.parkapp.values;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.ibm.icu.text.DateFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Times as clocks at the lot show them, in words of a language; in English where none is named.
public final class LocalTimes {
    private static final Map<Language, DateTimeFormatter> DAYS =
            Arrays.stream(Language.values()).collect(toMap(each -> each, LocalTimes::days));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("'UTC'xxx", Locale.ENGLISH);

    private final ZoneId zone;
    private final DateTimeFormatter day;

    public LocalTimes(String zone) {
        this(zone, Language.ENGLISH);
    }

    public LocalTimes(String zone, Language language) {
        this.zone = ZoneId.of(zone);
        this.day = requireNonNull(DAYS.get(language));
    }

    public String day(Instant instant) {
        return day.format(instant.atZone(zone));
    }

    public String minute(Instant instant) {
        return day(instant) + ", " + TIME.format(instant.atZone(zone));
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

    /// `1 Dec 2026`, with ICU's names of months: a runtime of Java may come with English ones only.
    private static DateTimeFormatter days(Language language) {
        var months = DateFormatSymbols.getInstance(language.locale()).getShortMonths();
        var names = IntStream.range(0, months.length).boxed().collect(toMap(each -> each + 1L, each -> months[each]));
        return new DateTimeFormatterBuilder()
                .appendPattern(language == Language.GERMAN ? "d'. '" : "d' '")
                .appendText(ChronoField.MONTH_OF_YEAR, names)
                .appendPattern("' 'uuuu")
                .toFormatter(Locale.ENGLISH);
    }
}
