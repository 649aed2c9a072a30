package io.parkapp.payments;

import io.parkapp.values.Money;
import java.util.UUID;

/// Money was given back. Published once per refund, inside the transaction that says so.
public record RefundSettled(UUID refundId, UUID chargeId, UUID subjectId, Money amount) {}
