package io.parkapp.parking;

import java.util.UUID;

/// What happened to a reservation; published in the transaction in which it did, after the change.
///
/// @param accountId whose reservation it is
public record ReservationNews(UUID id, UUID accountId, UUID operatorId, UUID lotId, What what) {
    /// HELD and CONFIRMED, or CHECKED_IN for a drive-up, are told of a new reservation; CONFIRMED also of a hold that
    /// was paid.
    public enum What {
        HELD,
        CONFIRMED,
        CHANGED,
        CANCELLED,
        LAPSED,
        CHECKED_IN,
        CHECKED_OUT,
        NO_SHOW
    }
}
