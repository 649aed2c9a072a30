package io.parkapp.lots;

import java.util.UUID;

/// One numbered place.
///
/// @param ordinal its place in the order in which the lot's spots are given out
public record Spot(
        UUID id,
        UUID lotId,
        UUID levelId,
        String levelName,
        int levelOrdinal,
        String label,
        int ordinal,
        SpotKind kind,
        boolean inService) {
    /// The same, with these very objects where it has equal ones, and the label that all spots called so have.
    Spot sharing(UUID lot, Level level) {
        return new Spot(id, lot, level.id(), level.name(), level.ordinal(), label.intern(), ordinal, kind, inService);
    }
}
