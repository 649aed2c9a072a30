package io.parkapp.tariffs;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Price;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The price of a stay, from one tariff version.
///
/// @param tariffHash of the version's document
/// @param lines add up to the price exactly
public record Quote(
        UUID versionId,
        int version,
        String tariffHash,
        TimeWindow window,
        SpotKind kind,
        Money price,
        Price.@Nullable Tax tax,
        List<PriceLine> lines) {}
