package io.parkapp;

/// How often tests of races and kills repeat what may go wrong. `bin/test --full` takes its time.
public final class Storm {
    private static final boolean FULL = Boolean.getBoolean("parkapp.test.full");

    private Storm() {}

    public static int size(int usual, int full) {
        return FULL ? full : usual;
    }
}
