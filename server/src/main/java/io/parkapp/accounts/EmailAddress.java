package io.parkapp.accounts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/// An e-mail address as we keep and compare it: trimmed, in lower case, at most 254 characters (RFC 5321), of the plain
/// form that mail servers accept. Whether it exists only a mail can tell.
public record EmailAddress(@JsonValue String text) {
    static final int LENGTH_MAX = 254;
    private static final int LOCAL_PART_LENGTH_MAX = 64;
    private static final Pattern VALID =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    @JsonCreator
    public EmailAddress {
        text = normal(text);
        if (text.length() > LENGTH_MAX
                || text.indexOf('@') > LOCAL_PART_LENGTH_MAX
                || !VALID.matcher(text).matches()) {
            throw new IllegalArgumentException("must be an e-mail address like name@example.com");
        }
    }

    /// For comparing what somebody typed, whether or not it is an address.
    static String normal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
