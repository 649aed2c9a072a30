package io.parkapp.lots;

import io.parkapp.platform.Refusal;
import org.jspecify.annotations.Nullable;

/// What a field of a request may hold, refused by the field's name.
final class Check {
    private Check() {}

    /// One line, its outer blanks removed.
    static String line(String field, String value, int lengthMax) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.field(field, "must not have control characters");
        }
        var stripped = value.strip();
        if (stripped.isEmpty() || stripped.codePointCount(0, stripped.length()) > lengthMax) {
            throw Refusal.field(field, "must have 1 to " + lengthMax + " characters");
        }
        return stripped;
    }

    /// @return null for a blank one
    static @Nullable String lineOrNull(String field, @Nullable String value, int lengthMax) {
        return value == null || value.isBlank() ? null : line(field, value, lengthMax);
    }

    /// Of several lines.
    ///
    /// @return null for a blank one
    static @Nullable String textOrNull(String field, @Nullable String value, int lengthMax) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.chars().anyMatch(each -> Character.isISOControl(each) && "\n\r\t".indexOf(each) < 0)) {
            throw Refusal.field(field, "must not have control characters");
        }
        var stripped = value.strip();
        if (stripped.codePointCount(0, stripped.length()) > lengthMax) {
            throw Refusal.field(field, "must have at most " + lengthMax + " characters");
        }
        return stripped;
    }

    static int number(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw Refusal.field(field, "must be " + min + " to " + max);
        }
        return value;
    }
}
