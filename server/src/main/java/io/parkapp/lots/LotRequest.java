package io.parkapp.lots;

import io.parkapp.values.GeoPosition;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A lot to make, with its spots.
///
/// @param operatorId may be left out by who works for exactly one
/// @param openingHours left out or empty: always open
/// @param cancellation left out: everything back until an hour before, half until the start
/// @param noShowAfterMinutes left out: 60
public record LotRequest(
        @Nullable UUID operatorId,

        @NotNull @Schema(example = "Downtown Central Parking")
        String name,

        @NotNull @Schema(example = "12 Church Street") String address,
        @NotNull @Schema(example = "Bengaluru") String city,
        @NotNull @Schema(example = "560001") String pinCode,
        @NotNull GeoPosition position,
        @NotNull @Schema(example = "Asia/Kolkata") String timeZone,
        @NotNull @Schema(example = "INR") String currency,
        @Nullable List<@NotNull OpeningHours> openingHours,

        @Schema(example = "Entrance from the side street.") @Nullable
        String entryNotes,

        @NotNull PaymentPolicy paymentPolicy,
        @Nullable @Valid CancellationPolicy cancellation,

        @Schema(example = "60", minimum = "5", maximum = "10080") @Nullable
        Integer noShowAfterMinutes,

        @NotNull List<@NotNull @Valid LevelPlan> levels) {}
