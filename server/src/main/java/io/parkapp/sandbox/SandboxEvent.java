package io.parkapp.sandbox;

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
    static final String DISPUTE_OPENED = "dispute.opened";
    static final String DISPUTE_WON = "dispute.won";
    static final String DISPUTE_LOST = "dispute.lost";
}
