package io.parkapp.payments;

/// OPENED → WON: the money stays here, or → LOST: it went back to the payer.
public enum DisputeState {
    OPENED,
    WON,
    LOST
}
