package io.parkapp.tariffs;

import io.parkapp.lots.SpotKind;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.util.List;
import java.util.UUID;

/// The price of a stay, from one tariff version.
///
/// @param lines add up to the price exactly
public record Quote(
        UUID versionId, int version, TimeWindow window, SpotKind kind, Money price, List<PriceLine> lines) {}
