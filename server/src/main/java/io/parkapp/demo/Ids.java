package io.parkapp.demo;

import java.time.Instant;
import java.util.UUID;

/// Ids like those that the database makes, which sort by the time they carry; chance is the caller's.
final class Ids {
    private Ids() {}

    static UUID at(Instant time, long chance, long moreChance) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000L | (chance & 0xfffL), Long.MIN_VALUE | (moreChance >>> 2));
    }

    /// The nth thing that belongs to another, at some later time.
    static UUID after(UUID id, Instant time, int nth) {
        return at(time, id.getMostSignificantBits() + nth, (id.getLeastSignificantBits() + nth) << 2);
    }
}
