package io.parkapp.lots;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// What lots must know of those who use them, answered by the module that knows: calls go down from parking to lots, so
/// lots cannot ask parking by name. Without an answer nothing is in use.
public interface LotUse {
    /// Whether a reservation is still to come or a car is inside. A claim that runs at the same moment may come
    /// through after this was asked; such a reservation stands, and its stay runs as usual.
    boolean isInUse(UUID lotId);

    /// The lot's spots that are claimed at this moment.
    Set<UUID> takenSpots(UUID lotId, Instant at);
}
