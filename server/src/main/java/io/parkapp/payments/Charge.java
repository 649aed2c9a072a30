package io.parkapp.payments;

import io.parkapp.payments.PaymentProvider.CheckoutRequest;
import io.parkapp.values.Money;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money that was asked for. What for, how much and of whom never changes.
///
/// @param id also the key under which the provider knows it, so that asking twice opens one checkout
/// @param providerRef the provider's own name for it; null until the provider has answered
/// @param checkoutUrl where it is paid; null until the provider has answered
/// @param failure why the last attempt to pay did not work
/// @param refunded given back, or on its way back
public record Charge(
        UUID id,
        UUID subjectId,
        UUID operatorId,
        UUID lotId,
        @Nullable UUID accountId,
        String description,
        Money amount,
        PaymentStatus status,
        String provider,
        @Nullable String providerRef,
        @Nullable String checkoutUrl,
        @Nullable URI returnTo,
        @Nullable Instant expiresAt,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant succeededAt,
        Money refunded) {

    public boolean isOpen() {
        return status == PaymentStatus.OPEN;
    }

    /// The same each time, so that the provider knows it again.
    CheckoutRequest checkoutRequest() {
        return new CheckoutRequest(id, description, amount, expiresAt, Objects.requireNonNull(returnTo));
    }

    /// Whether a payer who is asked for `request` now can be sent to this charge's checkout.
    boolean serves(ChargeRequest request, Instant now) {
        return isOpen() && amount.equals(request.amount()) && (expiresAt == null || now.isBefore(expiresAt));
    }
}
