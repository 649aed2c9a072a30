package io.parkapp.payments;

import io.parkapp.values.Money;
import java.util.UUID;

/// A charge was paid. Published once per charge, inside the transaction that says so: whatever a listener throws undoes
/// it, and the provider will tell us again.
///
/// @param late the charge was no longer open: whoever asked for the money must find a use for it or give it back
public record ChargeSettled(UUID chargeId, UUID subjectId, Money amount, boolean late) {}
