package io.parkapp.lots;

/// How many spots of a kind a lot has in service, and how many of them are free.
public record KindCount(SpotKind kind, int total, int free) {
    KindCount plus(KindCount other) {
        return new KindCount(kind, total + other.total, free + other.free);
    }
}
