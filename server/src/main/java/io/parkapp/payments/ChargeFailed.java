package io.parkapp.payments;

import java.util.UUID;

/// A charge cannot be paid any more, by the provider's word. A declined card is not this: the payer may try another.
/// Published inside the transaction that says so.
public record ChargeFailed(UUID chargeId, UUID subjectId, String failure) {}
