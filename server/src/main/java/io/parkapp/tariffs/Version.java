package io.parkapp.tariffs;

import io.parkapp.lots.Lot;
import io.parkapp.lots.SpotKind;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A tariff as it holds for a lot from a time on, until the next one does. Never changes.
record Version(UUID id, UUID lotId, int number, Instant effectiveFrom, Tariff tariff, Instant createdAt) {
    /// Nothing where the tariff has no rate for this kind.
    Optional<Quote> quote(Lot lot, SpotKind kind, TimeWindow window) {
        return tariff.rateFor(kind).map(rate -> {
            var lines = rate.price(window, lot.currency());
            var price = lines.stream().map(PriceLine::amount).reduce(Money.none(lot.currency()), Money::plus);
            return new Quote(id, number, window, kind, price, lines);
        });
    }
}
