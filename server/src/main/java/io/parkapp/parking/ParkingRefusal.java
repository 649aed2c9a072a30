package io.parkapp.parking;

import io.parkapp.platform.Reason;

/// Every reason why parking says no.
enum ParkingRefusal implements Reason {
    SPOT_TAKEN(Kind.CONFLICT, "This spot is already taken for a part of that time."),
    NO_FREE_SPOT(Kind.CONFLICT, "No spot of this kind is free for the whole of that time."),
    SPOT_STILL_OCCUPIED(Kind.CONFLICT, "Another car still stands there, and no other spot of this kind is free."),
    WRONG_STATE(Kind.CONFLICT, "The reservation is in a state that does not allow this."),
    HOLD_LAPSED(Kind.CONFLICT, "The hold has lapsed; reserve again."),
    NOTHING_TO_PAY(Kind.CONFLICT, "Nothing is due."),
    ACCOUNT_HAS_RESERVATIONS(
            Kind.CONFLICT, "There are reservations that are not over yet; cancel them or check out first."),
    LOT_CLOSED(Kind.RULE, "The car park is closed at that time."),
    SPOT_OUT_OF_SERVICE(Kind.RULE, "This spot is out of service."),
    WINDOW_IN_PAST(Kind.RULE, "That time has passed."),
    WINDOW_TOO_LONG(Kind.RULE, "That is longer than can be reserved."),
    WINDOW_TOO_FAR(Kind.RULE, "That is further ahead than can be reserved."),
    TOO_MANY_LIVE_RESERVATIONS(Kind.RULE, "You have as many reservations as one account may have at a time."),
    TOO_MANY_CODES(Kind.RULE, "The reservation has as many codes as it may have."),
    TOO_EARLY(Kind.RULE, "It is too early for that."),
    TOO_LATE(Kind.RULE, "It is too late for that.");

    private final Kind kind;
    private final String text;

    ParkingRefusal(Kind kind, String text) {
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
