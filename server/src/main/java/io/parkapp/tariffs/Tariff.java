package io.parkapp.tariffs;

import io.parkapp.lots.SpotKind;
import io.parkapp.platform.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/// The document of a tariff version: one rate per kind of spot, and at most one for all kinds that have none of their
/// own.
record Tariff(@NotNull List<@NotNull @Valid Rate> rates) {
    static final int RATES_MAX = 20;

    /// @param path where the document stands in the request, as `tariff`
    /// @throws Refusal naming the field that cannot be accepted
    void check(String path) {
        if (rates.isEmpty() || rates.size() > RATES_MAX) {
            throw Refusal.field(path + ".rates", "must have 1 to " + RATES_MAX + " rates");
        }
        var general = -1;
        var owners = new EnumMap<SpotKind, Integer>(SpotKind.class);
        for (var i = 0; i < rates.size(); i++) {
            var at = path + ".rates[" + i + "]";
            var rate = rates.get(i);
            rate.check(at);
            if (rate.isGeneral()) {
                if (general >= 0) {
                    throw Refusal.field(at + ".kinds", "must name kinds, since rates[" + general + "] names none");
                }
                general = i;
            }
            for (var kind : rate.kindsOrNone()) {
                var owner = owners.putIfAbsent(kind, i);
                if (owner != null) {
                    throw Refusal.field(at + ".kinds", "names " + kind + ", which rates[" + owner + "] has already");
                }
            }
        }
    }

    Optional<Rate> rateFor(SpotKind kind) {
        return rates.stream()
                .filter(each -> each.kindsOrNone().contains(kind))
                .findFirst()
                .or(() -> rates.stream().filter(Rate::isGeneral).findFirst());
    }
}
