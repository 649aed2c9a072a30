package io.parkapp.payments;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payer's bank wants money back. The provider decides about it, not we.
///
/// @param openedAt when we were first told
/// @param closedAt when we were told how it ended
record Dispute(
        UUID id,
        UUID paymentId,
        UUID reservationId,
        UUID lotId,
        @Schema(example = "stripe") String provider,

        @Schema(description = "The provider's own name for it", example = "dp_1PgafyB7WZ01zgkWDqTeYj24")
        String providerRef,

        Money amount,
        DisputeState state,

        @Schema(description = "In the provider's words", example = "fraudulent")
        String reason,

        Instant openedAt,
        @Nullable Instant closedAt) {}
