package io.parkapp.demo;

import io.parkapp.lots.Lot;
import io.parkapp.lots.Spot;
import io.parkapp.lots.SpotKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A lot that stands, with its spots in the order in which they are given out.
record Site(Lot lot, List<Spot> spots) {
    private static final int BUSY_PERCENT_MAX = 85;

    /// Where the city's traffic parks, by kind: the rest stays free, for whoever tries things out.
    Map<SpotKind, List<Spot>> busy() {
        var byKind = new EnumMap<SpotKind, List<Spot>>(SpotKind.class);
        for (var kind : SpotKind.values()) {
            var spots = ofKind(kind);
            if (!spots.isEmpty()) {
                byKind.put(kind, spots.subList(0, spots.size() * BUSY_PERCENT_MAX / 100));
            }
        }
        return byKind;
    }

    /// The last of its kind, where no traffic parks.
    Spot spare(SpotKind kind) {
        return ofKind(kind).getLast();
    }

    private List<Spot> ofKind(SpotKind kind) {
        return spots.stream()
                .filter(each -> each.kind() == kind && each.inService())
                .toList();
    }
}
