package io.parkapp.accounting;

/// What happened when money moved from account to account, as the database posts it.
enum LedgerEvent {
    /// An item was added to what is owed, or takes from it: then it debits another account than RECEIVABLE.
    OWED,
    CAPTURED,
    REFUNDED,
    /// The money came back from the payer's bank.
    REFUND_RETURNED,
    DISPUTED,
    DISPUTE_WON,
    DISPUTE_LOST,
    SHIFT_OPENED,
    SHIFT_CLOSED,
    /// From the provider to the bank, and its fee.
    PAID_OUT
}
