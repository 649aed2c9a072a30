package io.parkapp.tariffs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A version as the API shows it.
///
/// @param effectiveUntil when the next one takes over
record TariffVersion(
        UUID id,
        int version,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        TariffState state,
        Tariff tariff,
        Instant createdAt) {
    static TariffVersion of(Version version, @Nullable Instant until, Instant now) {
        var isPast = until != null && !until.isAfter(now);
        var state = version.effectiveFrom().isAfter(now)
                ? TariffState.UPCOMING
                : isPast ? TariffState.PAST : TariffState.IN_FORCE;
        return new TariffVersion(
                version.id(),
                version.number(),
                version.effectiveFrom(),
                until,
                state,
                version.tariff(),
                version.createdAt());
    }
}
