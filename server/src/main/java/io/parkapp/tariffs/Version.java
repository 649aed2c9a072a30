package io.parkapp.tariffs;

import io.parkapp.lots.Lot;
import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Price;
import io.parkapp.pricing.Pricing;
import io.parkapp.pricing.Stay;
import io.parkapp.pricing.Tariff;
import io.parkapp.values.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A tariff as it holds for a lot from a time on, until the next one does or it is ended. Its document never changes.
///
/// @param endsAt from when on it holds no more, even if no other follows
record Version(
        UUID id,
        UUID lotId,
        int number,
        Instant effectiveFrom,
        @Nullable Instant endsAt,
        Pricing pricing,
        Instant createdAt) {
    Tariff tariff() {
        return pricing.tariff();
    }

    boolean holdsAt(Instant time) {
        return !effectiveFrom.isAfter(time) && (endsAt == null || time.isBefore(endsAt));
    }

    /// @throws io.parkapp.pricing.NoPrice where the tariff has none
    Quote quote(Lot lot, SpotKind kind, TimeWindow window, Tariffs.Circumstances circumstances) {
        return quote(kind, window, pricing.price(stay(lot, kind, window, circumstances), lot.currency()));
    }

    /// Of a stay that has happened, whatever the tariff allows.
    Quote settle(Lot lot, SpotKind kind, TimeWindow window, Tariffs.Circumstances circumstances) {
        return quote(kind, window, pricing.priceAnyway(stay(lot, kind, window, circumstances), lot.currency()));
    }

    /// Earlier stays are asked for only where the tariff looks at them.
    Stay stay(Lot lot, SpotKind kind, TimeWindow window, Tariffs.Circumstances circumstances) {
        var earlier = pricing.lookBack().isZero()
                ? List.<Stay.Earlier>of()
                : circumstances.earlier().since(window.from().minus(pricing.lookBack()));
        return new Stay(
                window.from(),
                window.until(),
                lot.timeZone(),
                kind,
                null,
                Set.of(),
                circumstances.discounts(),
                circumstances.lostTicket(),
                null,
                earlier);
    }

    private Quote quote(SpotKind kind, TimeWindow window, Price price) {
        return new Quote(id, number, pricing.hash(), window, kind, price.total(), price.tax(), price.lines());
    }
}
