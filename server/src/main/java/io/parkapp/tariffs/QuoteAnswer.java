package io.parkapp.tariffs;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Curve;
import io.parkapp.pricing.Price;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A quote as the API shows it.
@Schema(name = "Quote")
public record QuoteAnswer(
        UUID lotId,
        SpotKind kind,
        Instant from,
        Instant until,
        Money price,
        Price.@Nullable Tax tax,
        List<PriceLine> lines,
        int tariffVersion,

        @Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String tariffHash,

        Curve.Advice advice) {
    public static QuoteAnswer of(UUID lotId, Quote quote, Curve.Advice advice) {
        return new QuoteAnswer(
                lotId,
                quote.kind(),
                quote.window().from(),
                quote.window().until(),
                quote.price(),
                quote.tax(),
                quote.lines(),
                quote.version(),
                quote.tariffHash(),
                advice);
    }
}
