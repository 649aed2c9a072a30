package io.parkapp.lots;

import io.parkapp.platform.Reason;

/// Why lots say no.
public enum LotsRefusal implements Reason {
    LOT_ARCHIVED(Kind.CONFLICT, "This lot is archived; bring it back first."),
    LOT_IN_USE(Kind.CONFLICT, "There are still reservations to come or cars inside; the lot cannot be archived yet."),
    SPOT_WAS_USED(Kind.CONFLICT, "This spot has reservations in its history; take it out of service instead."),
    SPOT_LABEL_TAKEN(Kind.CONFLICT, "The lot has a spot of this label already."),
    LEVEL_NAME_TAKEN(Kind.CONFLICT, "The lot has a level of this name already."),
    CLOSURE_OVER(Kind.CONFLICT, "This closure is over; what was closed stays on record.");

    private final Kind kind;
    private final String text;

    LotsRefusal(Kind kind, String text) {
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
