package io.parkapp.reports;

import io.parkapp.platform.Reason;

/// Why reports say no.
public enum ReportsRefusal implements Reason {
    REPLAY_RUNNING(Kind.CONFLICT, "A replay of this lot is running already.");

    private final Kind kind;
    private final String text;

    ReportsRefusal(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String text() {
        return text;
    }
}
