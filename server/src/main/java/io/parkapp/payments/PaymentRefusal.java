package io.parkapp.payments;

import io.parkapp.platform.Reason;

/// Why this module says no.
public enum PaymentRefusal implements Reason {
    PROVIDER_UNAVAILABLE(Kind.UNAVAILABLE, "The payment provider does not answer; nothing was taken. Try again soon."),
    BAD_SIGNATURE(Kind.MALFORMED, "The event is not signed by the provider, or its signature is too old."),
    REFUND_TOO_HIGH(Kind.RULE, "That is more than what was paid or is owed, and not yet given back."),
    NEEDS_SECOND_PERSON(Kind.FORBIDDEN, "Somebody else than who asked for it has to decide."),
    ALREADY_DECIDED(Kind.CONFLICT, "It has been decided already.");

    private final Kind kind;
    private final String text;

    PaymentRefusal(Kind kind, String text) {
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
