package io.parkapp.values;

import java.time.Duration;
import java.time.Instant;

/// From `from` up to, but not including, `until`: two windows that only touch do not overlap.
public record TimeWindow(Instant from, Instant until) {
    public TimeWindow {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("must be after the start");
        }
    }

    public Duration length() {
        return Duration.between(from, until);
    }

    public boolean overlaps(TimeWindow other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
