package io.parkapp.lots;

import java.util.UUID;

/// Spots of this lot were added, changed or removed; published in the transaction that did it.
public record SpotsChanged(UUID lotId) {}
