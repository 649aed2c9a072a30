package io.parkapp.sandbox;

import io.parkapp.payments.PaymentProvider.RefundRequest;
import io.parkapp.values.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the sandbox tells the shop, as JSON.
///
/// @param charge the key under which the shop opened the checkout
/// @param refund the key under which the shop asked for a refund
/// @param dispute the sandbox's own name for it
/// @param failure why it did not work, or why it is disputed
record SandboxEvent(
        String id,
        String type,
        Instant createdAt,
        @Nullable String session,
        @Nullable UUID charge,
        @Nullable UUID refund,
        @Nullable String dispute,
        @Nullable Money amount,
        @Nullable String failure) {
    static final String PAID = "checkout.paid";
    static final String DECLINED = "checkout.payment_failed";
    static final String EXPIRED = "checkout.expired";
    static final String REFUNDED = "refund.succeeded";
    static final String REFUND_FAILED = "refund.failed";
    static final String DISPUTE_OPENED = "dispute.opened";
    static final String DISPUTE_WON = "dispute.won";
    static final String DISPUTE_LOST = "dispute.lost";

    static SandboxEvent ofSession(String type, SandboxSession session, @Nullable String failure, Instant now) {
        return new SandboxEvent(
                newId(), type, now, session.id(), session.chargeId(), null, null, session.amount(), failure);
    }

    /// @param failure null if it worked
    static SandboxEvent ofRefund(SandboxSession session, RefundRequest refund, @Nullable String failure, Instant now) {
        return new SandboxEvent(
                newId(),
                failure == null ? REFUNDED : REFUND_FAILED,
                now,
                session.id(),
                session.chargeId(),
                refund.key(),
                null,
                refund.amount(),
                failure);
    }

    static SandboxEvent ofDispute(String type, SandboxSession session, String reason, Instant now) {
        var dispute = "dp_" + session.chargeId();
        return new SandboxEvent(
                newId(), type, now, session.id(), session.chargeId(), null, dispute, session.amount(), reason);
    }

    private static String newId() {
        return "evt_" + UUID.randomUUID();
    }
}
