package io.parkapp.lots;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The levels and spots of a lot.
///
/// @param spots by level and place in it, those out of service too
public record Layout(List<Level> levels, List<Spot> spots) {
    /// There are very many spots in memory: they share what they have in common.
    public Layout {
        var given = spots;
        var byId = levels.stream().collect(toMap(Level::id, identity()));
        spots = given.stream()
                .map(each -> {
                    var level = byId.get(each.levelId());
                    return level == null ? each : each.sharing(given.getFirst().lotId(), level);
                })
                .toList();
    }

    /// Of the spots in service, by kind; a kind without any is left out.
    public Map<SpotKind, KindCount> count(Set<UUID> taken) {
        var counts = new EnumMap<SpotKind, KindCount>(SpotKind.class);
        for (var spot : spots) {
            if (spot.inService()) {
                var free = taken.contains(spot.id()) ? 0 : 1;
                counts.merge(spot.kind(), new KindCount(spot.kind(), 1, free), KindCount::plus);
            }
        }
        return counts;
    }
}
