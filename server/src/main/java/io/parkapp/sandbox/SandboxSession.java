package io.parkapp.sandbox;

import io.parkapp.values.Money;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One checkout page of the sandbox provider.
///
/// @param id unguessable: whoever knows it may pay
/// @param card the last one that was tried
/// @param failure why the last card was refused
record SandboxSession(
        String id,
        UUID chargeId,
        String description,
        Money amount,
        URI returnTo,
        State state,
        @Nullable SandboxCard card,
        @Nullable String failure,
        Instant expiresAt) {

    /// OPEN ⇄ CHALLENGED (the bank asks) → PAID, or → PROCESSING → PAID, or → EXPIRED.
    enum State {
        OPEN,
        CHALLENGED,
        PROCESSING,
        PAID,
        EXPIRED
    }

    /// The job that closes it may come a moment later than its time.
    State stateAt(Instant now) {
        var awaitsPayer = state == State.OPEN || state == State.CHALLENGED;
        return awaitsPayer && !now.isBefore(expiresAt) ? State.EXPIRED : state;
    }
}
