package io.parkapp.accounting;

/// The chart of accounts, as the database has it.
enum LedgerAccount {
    RECEIVABLE,
    CLEARING,
    CASH,
    SAFE,
    BANK,
    DISPUTES,
    REVENUE,
    REFUNDS,
    TAX,
    FEES,
    WRITE_OFFS
}
