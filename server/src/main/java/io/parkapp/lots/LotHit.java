package io.parkapp.lots;

import org.jspecify.annotations.Nullable;

/// A lot that was found.
///
/// @param distanceMeters from the place asked for
/// @param cursor where a list that ends with this hit goes on
public record LotHit(Lot lot, @Nullable Integer distanceMeters, String cursor) {}
