package io.parkapp.parking;

import java.util.Locale;
import java.util.OptionalLong;

/// A reservation's number as people write it: P100042.
public final class ReservationNumber {
    private ReservationNumber() {}

    /// @param text with or without the letter, in any case
    /// @return empty where it is no such number
    public static OptionalLong in(String text) {
        var digits = text.strip().toUpperCase(Locale.ROOT);
        var bare = digits.startsWith(ReservationAnswer.NUMBER_PREFIX) ? digits.substring(1) : digits;
        return bare.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(bare)) : OptionalLong.empty();
    }
}
