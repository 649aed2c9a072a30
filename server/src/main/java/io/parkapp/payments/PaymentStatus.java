package io.parkapp.payments;

/// OPEN → SUCCEEDED, or EXPIRED when it is asked for no longer, or FAILED where the provider says that this is final.
/// Money may arrive after that: EXPIRED and FAILED → SUCCEEDED is a late success, and somebody's to settle.
public enum PaymentStatus {
    OPEN,
    SUCCEEDED,
    FAILED,
    EXPIRED
}
