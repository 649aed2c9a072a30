package io.parkapp.tariffs;

import io.parkapp.pricing.Tariff;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A tariff to publish.
///
/// @param effectiveFrom left out: now
record TariffVersionRequest(
        @Nullable Instant effectiveFrom, @NotNull @Valid Tariff tariff) {}
