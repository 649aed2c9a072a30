package io.parkapp.lots;

import io.parkapp.values.GeoPosition;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to change of a lot: what is left out stays as it is.
///
/// @param entryNotes blank: none any more
/// @param cancellation as a whole: without exceptions, there are none any more
public record LotChange(
        @Schema(example = "Downtown Central Parking") @Nullable
        String name,

        @Schema(example = "12 Church Street") @Nullable String address,
        @Schema(example = "Bengaluru") @Nullable String city,
        @Schema(example = "560001") @Nullable String pinCode,
        @Nullable GeoPosition position,
        @Schema(example = "Asia/Kolkata") @Nullable String timeZone,
        @Nullable List<@NotNull OpeningHours> openingHours,

        @Schema(example = "Entrance from the side street.") @Nullable
        String entryNotes,

        @Nullable PaymentPolicy paymentPolicy,
        @Nullable @Valid CancellationPolicy cancellation,

        @Schema(example = "60", minimum = "5", maximum = "10080") @Nullable
        Integer noShowAfterMinutes,

        @Nullable Boolean archived) {
    static final LotChange ARCHIVING =
            new LotChange(null, null, null, null, null, null, null, null, null, null, null, true);
}
