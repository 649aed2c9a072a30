package io.parkapp.parking;

/// What can be done with a reservation now, so that pages need not know the rules.
public enum ReservationAction {
    PAY,
    CHANGE,
    CANCEL,
    CHECK_IN,
    CHECK_OUT,
    ADD_CODE,
    RECEIPT
}
