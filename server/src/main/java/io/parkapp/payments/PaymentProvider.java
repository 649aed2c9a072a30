package io.parkapp.payments;

import io.parkapp.values.Money;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Whoever takes the money for us. The seam to the world outside: an implementation may be slow or away, so it is
/// called outside of any transaction, and under a key that makes calling it again harmless.
public interface PaymentProvider {
    /// As in `/api/payments/webhooks/{name}`; kept with each charge, so that it never changes.
    String name();

    /// Opens a checkout page, or answers the one already opened under this key.
    ///
    /// @throws Unavailable to be tried again under the same key
    CheckoutSession open(CheckoutRequest request);

    /// What became of a checkout page, for those of which no event told.
    ///
    /// @throws Unavailable to be asked again
    CheckoutState lookUp(String providerRef);

    /// Closes a checkout page. One that is closed, paid or unknown is left as it is.
    ///
    /// @throws Unavailable to be tried again
    void expire(String providerRef);

    /// Gives money back, or answers what became of the refund already asked for under this key.
    ///
    /// @throws Unavailable to be tried again under the same key
    RefundResult refund(RefundRequest request);

    /// Reads what the provider says of itself. Nothing in it is believed before the signature and its age are checked.
    /// The provider may be asked what exactly the event is about.
    ///
    /// @throws io.parkapp.platform.Refusal BAD_SIGNATURE
    /// @throws Unavailable to be sent again
    ProviderEvent parse(byte[] body, HttpHeaders headers);

    /// What was paid out to us since then, in any order, once the provider says that it is paid and what it is made of:
    /// neither its amount nor its lines change any more.
    ///
    /// @throws Unavailable to be asked again
    List<ProviderPayout> payouts(Instant since);

    /// All that a payout is made of; less its fees, it adds up to the payout's amount.
    ///
    /// @throws Unavailable to be asked again
    List<ProviderPayout.Line> linesOf(ProviderPayout payout);

    /// @param key the charge's id; comes back in each event about it
    record CheckoutRequest(
            UUID key,
            String description,
            Money amount,
            @Nullable Instant expiresAt,
            URI returnTo) {}

    record CheckoutSession(String providerRef, URI url) {}

    sealed interface CheckoutState {
        /// It can still be paid, or the money is on its way.
        record Open() implements CheckoutState {}

        record Paid(Money amount) implements CheckoutState {}

        /// Closed unpaid, or never opened.
        record Expired() implements CheckoutState {}
    }

    /// @param key the refund's id; comes back in each event about it
    record RefundRequest(UUID key, String providerRef, Money amount) {}

    sealed interface RefundResult {
        record Succeeded() implements RefundResult {}

        /// An event will tell.
        record Pending() implements RefundResult {}

        record Failed(String failure) implements RefundResult {}
    }

    /// What providers say in their different words, in ours.
    sealed interface ProviderEvent {
        /// The provider's own id of it: the same each time it is sent.
        String id();

        /// In the provider's words.
        String kind();

        record Paid(String id, String kind, UUID chargeId, String providerRef, Money amount) implements ProviderEvent {}

        /// One attempt did not work; another card may.
        record Declined(String id, String kind, UUID chargeId, String failure) implements ProviderEvent {}

        /// It cannot be paid any more.
        record Failed(String id, String kind, UUID chargeId, String failure) implements ProviderEvent {}

        /// The checkout page closed unpaid.
        record Expired(String id, String kind, UUID chargeId) implements ProviderEvent {}

        record Refunded(String id, String kind, UUID refundId) implements ProviderEvent {}

        record RefundFailed(String id, String kind, UUID refundId, String failure) implements ProviderEvent {}

        /// The payer's bank wants the money back, or has decided about it.
        ///
        /// @param disputeRef the provider's own name for the dispute
        /// @param reason in the provider's words
        record Disputed(
                String id,
                String kind,
                UUID chargeId,
                String disputeRef,
                Money amount,
                DisputeState state,
                String reason)
                implements ProviderEvent {}

        /// Of no interest to us, or not known.
        record Other(String id, String kind) implements ProviderEvent {}
    }

    /// The provider does not answer, or not in time. Nothing is known of what it did.
    class Unavailable extends RuntimeException {
        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
