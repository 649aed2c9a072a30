package io.parkapp.tariffs;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Curve;
import io.parkapp.pricing.Stay;
import io.parkapp.pricing.Tariff;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stays that begin at a time, under a tariff or at a lot.
///
/// @param minutes how long the longest is
record CurveRequest(
        @Nullable UUID lotId,
        @Nullable @Valid Tariff tariff,
        @Schema(example = "Europe/Berlin") @Nullable String timeZone,
        @Schema(example = "EUR") @Nullable String currency,
        @NotNull Instant from,

        @Schema(example = "1440") @NotNull @Min(1) @Max(Curve.MINUTES_MAX)
        Integer minutes,

        @Nullable SpotKind kind,
        @Schema(example = "CAR") @Nullable @Size(max = 80) String vehicleClass,
        @Nullable @Size(max = 20) List<@NotNull String> concessions) {
    Asked.Place place() {
        return new Asked.Place(lotId, tariff, timeZone, currency);
    }

    Stay stay(ZoneId zone) {
        return Stay.of(from, from.plusSeconds(1), zone).in(kind).with(vehicleClass, Asked.set(concessions));
    }
}
