package io.parkapp.payments;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A charge as its payer sees it.
public record Payment(
        UUID id,
        UUID reservationId,
        PaymentStatus status,
        @Schema(example = "sandbox") String provider,

        @Schema(
                description = "Where to send the payer while it is open",
                example = "http://localhost:8080/sandbox/checkout/cs_…")
        @Nullable
        String checkoutUrl,

        Money amount,

        @Schema(description = "Given back, or on its way back")
        Money refunded,

        @Schema(description = "Why the last attempt to pay did not work", example = "The card was declined.") @Nullable
        String failure,

        Instant createdAt,

        @Schema(description = "When the money arrived; absent before") @Nullable
        Instant paidAt) {

    public static Payment of(Charge charge) {
        return new Payment(
                charge.id(),
                charge.subjectId(),
                charge.status(),
                charge.provider(),
                charge.isOpen() ? charge.checkoutUrl() : null,
                charge.amount(),
                charge.refunded(),
                charge.failure(),
                charge.createdAt(),
                charge.succeededAt());
    }
}
