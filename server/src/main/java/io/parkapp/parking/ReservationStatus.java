package io.parkapp.parking;

/// HELD while the driver pays → CONFIRMED → CHECKED_IN → COMPLETED; or EXPIRED when the hold lapsed, CANCELLED,
/// NO_SHOW.
public enum ReservationStatus {
    HELD,
    CONFIRMED,
    CHECKED_IN,
    COMPLETED,
    EXPIRED,
    CANCELLED,
    NO_SHOW;

    /// Keeps its spot from everybody else. The database's constraint names the same three.
    boolean isLive() {
        return this == HELD || this == CONFIRMED || this == CHECKED_IN;
    }
}
