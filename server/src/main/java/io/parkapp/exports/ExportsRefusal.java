package io.parkapp.exports;

import io.parkapp.platform.Reason;

/// Why exports say no.
public enum ExportsRefusal implements Reason {
    EXPORTS_RUNNING(Kind.TOO_MANY, "Two of your files are being made already; wait for one of them."),
    EXPORTS_OF_TODAY(Kind.TOO_MANY, "You asked for as many files as one may within a day."),
    EXPORT_NOT_READY(Kind.CONFLICT, "The file is not ready yet."),
    EXPORT_GONE(Kind.CONFLICT, "There is no file any more, or there never was one; ask for it again.");

    private final Kind kind;
    private final String text;

    ExportsRefusal(Kind kind, String text) {
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
