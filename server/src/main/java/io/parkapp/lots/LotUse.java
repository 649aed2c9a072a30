package io.parkapp.lots;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// What lots must know of those who use them, answered by the module that knows: calls go down from parking to lots, so
/// lots cannot ask parking by name. Without an answer nothing is in use.
public interface LotUse {
    /// Whether a reservation is still to come or a car is inside. Asked after the lot's row was locked `for update`,
    /// inside of the transaction that archives it: whoever claims a spot while holding the row `for key share` and
    /// reading `archived_at is null` is either seen here or refused itself.
    boolean isInUse(UUID lotId);

    /// The lot's spots that are claimed at this moment.
    Set<UUID> takenSpots(UUID lotId, Instant at);
}
