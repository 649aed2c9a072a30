package io.parkapp.tariffs;

import io.parkapp.lots.SpotKind;
import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A quote as the API shows it.
@Schema(name = "Quote")
record QuoteAnswer(
        UUID lotId, SpotKind kind, Instant from, Instant until, Money price, List<PriceLine> lines, int tariffVersion) {
    static QuoteAnswer of(UUID lotId, Quote quote) {
        return new QuoteAnswer(
                lotId,
                quote.kind(),
                quote.window().from(),
                quote.window().until(),
                quote.price(),
                quote.lines(),
                quote.version());
    }
}
