package io.parkapp.accounts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// How somebody wants to be called: 1 to 120 characters, trimmed. No line breaks, no control characters and none that
/// turn the direction of text, since it is shown in lists, mails and documents.
public record PersonName(@JsonValue String text) {
    static final int LENGTH_MAX = 120;
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]");

    @JsonCreator
    public PersonName {
        text = text.strip();
        if (text.isEmpty() || text.codePointCount(0, text.length()) > LENGTH_MAX) {
            throw new IllegalArgumentException("must have 1 to " + LENGTH_MAX + " characters");
        }
        if (UNFIT.matcher(text).find()) {
            throw new IllegalArgumentException("must not contain control characters");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
