package io.parkapp.tariffs;

import io.parkapp.pricing.Tariff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A version as the API shows it.
///
/// @param effectiveUntil when the next one takes over, or it ends
/// @param hash SHA-256 of the document
record TariffVersion(
        UUID id,
        int version,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        TariffState state,
        Tariff tariff,

        @Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String hash,

        Instant createdAt) {
    /// @param next from when on the one after it holds
    static TariffVersion of(Version version, @Nullable Instant next, Instant now) {
        var ends = version.endsAt();
        var until = ends == null || (next != null && next.isBefore(ends)) ? next : ends;
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
                version.pricing().hash(),
                version.createdAt());
    }
}
