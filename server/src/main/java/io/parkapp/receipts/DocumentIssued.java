package io.parkapp.receipts;

import java.util.UUID;

/// A receipt or credit note was issued; published in the transaction that issues it. Not for what was paid before there
/// were receipts.
public record DocumentIssued(UUID document, UUID reservation) {}
