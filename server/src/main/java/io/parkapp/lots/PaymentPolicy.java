package io.parkapp.lots;

/// When a stay in a lot is paid.
public enum PaymentPolicy {
    PAY_WHEN_RESERVING,
    PAY_ON_LEAVING
}
