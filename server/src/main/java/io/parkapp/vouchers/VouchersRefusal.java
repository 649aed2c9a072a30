package io.parkapp.vouchers;

import io.parkapp.platform.Reason;

/// Why a code is refused. One that does not exist and one that does not hold here and now get the same answer: nobody
/// learns by guessing which codes there are.
public enum VouchersRefusal implements Reason {
    CODE_NOT_VALID(Kind.RULE, "This code does not hold here and now."),
    CODE_TAKES_NOTHING_OFF(Kind.RULE, "This code makes the stay no cheaper."),
    CODE_USED_UP(Kind.CONFLICT, "This code was used as often as it may be."),
    CODE_ALREADY_USED(Kind.CONFLICT, "The reservation has this code already."),
    BUDGET_SPENT(Kind.CONFLICT, "Whoever gives this code has spent its budget for the month."),
    NAME_TAKEN(Kind.CONFLICT, "The operator has one of this name already.");

    private final Kind kind;
    private final String text;

    VouchersRefusal(Kind kind, String text) {
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
