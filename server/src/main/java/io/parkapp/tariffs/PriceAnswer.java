package io.parkapp.tariffs;

import io.parkapp.pricing.Curve;
import io.parkapp.pricing.Price;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param price all of it, taxes included
/// @param lines add up to the price exactly
/// @param tariffHash SHA-256 of the document
@Schema(name = "TariffPrice")
record PriceAnswer(
        Money price,
        Price.@Nullable Tax tax,
        List<PriceLine> lines,
        Curve.Advice advice,

        @Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String tariffHash) {
    static PriceAnswer of(Price price, Curve.Advice advice, String hash) {
        return new PriceAnswer(price.total(), price.tax(), price.lines(), advice, hash);
    }
}
