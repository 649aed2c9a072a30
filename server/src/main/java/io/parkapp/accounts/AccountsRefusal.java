package io.parkapp.accounts;

import io.parkapp.platform.Reason;

/// Why this module says no.
public enum AccountsRefusal implements Reason {
    WRONG_CREDENTIALS(Kind.UNAUTHENTICATED, "E-mail address and password do not fit together."),
    SESSION_ENDED(Kind.UNAUTHENTICATED, "The session has ended; sign in again."),
    EMAIL_TAKEN(Kind.CONFLICT, "There is an account with this e-mail address; sign in instead."),
    WEAK_PASSWORD(Kind.RULE, "This password is too easy to guess."),
    WRONG_PASSWORD(Kind.RULE, "The current password is not right."),
    LINK_INVALID(Kind.RULE, "This link was used, or its time is over; ask for a new one."),
    VEHICLE_EXISTS(Kind.CONFLICT, "You have a vehicle with this plate."),
    TOO_MANY_VEHICLES(Kind.RULE, "You have as many vehicles as one account may have."),
    LAST_ADMIN(Kind.CONFLICT, "This is the last platform admin; make another one first."),
    GRANT_BEYOND_OWN(Kind.FORBIDDEN, "Nobody grants or withdraws what is beyond their own grants."),
    ACCOUNT_ERASED(Kind.CONFLICT, "This account was erased.");

    private final Kind kind;
    private final String text;

    AccountsRefusal(Kind kind, String text) {
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
