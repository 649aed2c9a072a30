package io.parkapp.receipts;

/// A receipt says that money was taken, a credit note that some of it was given back.
public enum DocumentKind {
    RECEIPT,
    CREDIT_NOTE
}
