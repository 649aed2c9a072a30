package io.parkapp.desk;

import io.parkapp.platform.Reason;

/// Why the desk says no.
enum DeskRefusal implements Reason {
    SHIFT_NOT_FINISHED(
            Kind.CONFLICT, "Your last shift is not finished: close it, and give the reason of its difference."),
    NO_OPEN_SHIFT(Kind.CONFLICT, "You have no open shift at this operator; open one first."),
    NOTHING_TO_EXPLAIN(Kind.CONFLICT, "No shift of yours has a difference without a reason."),
    ALREADY_PAID_OUT(Kind.CONFLICT, "This refund was handed out already."),
    GIVEN_TOO_LITTLE(Kind.RULE, "That is less than what is due; cash is taken in full or not at all."),
    WRONG_CURRENCY(Kind.RULE, "The drawer holds another currency.");

    private final Kind kind;
    private final String text;

    DeskRefusal(Kind kind, String text) {
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
