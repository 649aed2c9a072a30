package io.parkapp.tariffs;

import io.parkapp.platform.Reason;

/// Why tariffs say no.
public enum TariffsRefusal implements Reason {
    NO_TARIFF(Kind.RULE, "There is no tariff for this kind of spot at that time."),
    WINDOW_TOO_LONG(Kind.RULE, "A stay can be at most 400 days long."),
    TARIFF_NOT_PUBLISHABLE(Kind.RULE, "The tariff has errors, or too few worked examples that come out right."),
    TARIFF_IN_FORCE(Kind.CONFLICT, "A tariff version that is or was in force stays on record."),
    TARIFF_ENDED(Kind.CONFLICT, "This tariff version has an end already."),
    TARIFF_DATE_TAKEN(Kind.CONFLICT, "The lot has a tariff version that starts at this very time.");

    private final Kind kind;
    private final String text;

    TariffsRefusal(Kind kind, String text) {
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
