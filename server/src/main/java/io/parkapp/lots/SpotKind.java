package io.parkapp.lots;

/// What a spot is made for. Nobody is given a spot of another kind than they asked for.
public enum SpotKind {
    STANDARD,
    COMPACT,
    ACCESSIBLE,
    EV_CHARGING,
    MOTORCYCLE,
    OVERSIZE
}
