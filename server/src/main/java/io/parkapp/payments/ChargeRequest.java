package io.parkapp.payments;

import io.parkapp.values.Money;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money to be asked for.
///
/// @param subjectId what is paid for
/// @param accountId who pays
/// @param description what for, in the payer's words: shown on the checkout page and on statements
/// @param amount positive
/// @param expiresAt when it need not be paid any more; null for the provider's own limit
/// @param returnTo where the payer's browser comes back to; `payment=succeeded|processing|cancelled` is added to it
public record ChargeRequest(
        UUID subjectId,
        UUID operatorId,
        UUID lotId,
        UUID accountId,
        String description,
        Money amount,
        @Nullable Instant expiresAt,
        URI returnTo) {
    static final int DESCRIPTION_LENGTH_MAX = 200;

    public ChargeRequest {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("nothing to pay: " + amount);
        }
        if (description.isBlank() || description.length() > DESCRIPTION_LENGTH_MAX) {
            throw new IllegalArgumentException("description must have 1 to " + DESCRIPTION_LENGTH_MAX + " characters");
        }
    }
}
