package io.parkapp.pricing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/// What the clock shows, in whole minutes, up to and including 24:00.
///
/// @param minute since the day's beginning, 0 to 1440
@Schema(type = "string", example = "18:00", pattern = "^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$")
public record TimeOfDay(int minute) {
    static final int MINUTES_PER_DAY = 1_440;
    private static final Pattern TEXT = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)|24:00");

    public TimeOfDay {
        if (minute < 0 || minute > MINUTES_PER_DAY) {
            throw new IllegalArgumentException("must be 00:00 to 24:00");
        }
    }

    @JsonCreator
    public static TimeOfDay of(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a time of day, 00:00 to 24:00");
        }
        return new TimeOfDay(Integer.parseInt(text, 0, 2, 10) * 60 + Integer.parseInt(text, 3, 5, 10));
    }

    @JsonValue
    @Override
    public String toString() {
        return twoDigits(minute / 60) + ":" + twoDigits(minute % 60);
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
