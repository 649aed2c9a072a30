package io.parkapp.lots;

import io.parkapp.values.GeoPosition;
import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A lot as the API shows it, with how full it is.
@Schema(name = "Lot")
public record LotAnswer(
        UUID id,
        @Schema(example = "Downtown Central Parking") String name,
        @Schema(example = "12 Church Street") String address,
        @Schema(example = "Bengaluru") String city,
        @Schema(example = "560001") String pinCode,
        GeoPosition position,
        @Schema(example = "Asia/Kolkata") String timeZone,
        @Schema(example = "INR") String currency,
        PaymentPolicy paymentPolicy,
        boolean openNow,
        int freeSpots,
        int totalSpots,
        List<KindCount> kinds,
        @Nullable Integer distanceMeters,
        @Nullable Money price,
        boolean archived,
        Operator operator,
        List<OpeningHours> openingHours,
        List<Closure> closures,

        @Schema(example = "Entrance from the side street.") @Nullable
        String entryNotes,

        List<Level> levels,
        CancellationPolicy cancellation,
        int noShowAfterMinutes,
        int version) {

    /// @param price of the stay that was asked about
    public static LotAnswer of(
            Lot lot, Operator operator, List<Level> levels, List<KindCount> kinds, @Nullable Money price, Instant now) {
        return new LotAnswer(
                lot.id(),
                lot.name(),
                lot.address(),
                lot.city(),
                lot.pinCode(),
                lot.position(),
                lot.timeZone().getId(),
                lot.currency(),
                lot.paymentPolicy(),
                lot.isOpenAt(now),
                kinds.stream().mapToInt(KindCount::free).sum(),
                kinds.stream().mapToInt(KindCount::total).sum(),
                kinds,
                null,
                price,
                lot.archived(),
                operator,
                lot.openingHours(),
                lot.closures(),
                lot.entryNotes(),
                levels,
                lot.cancellation(),
                lot.noShowAfterMinutes(),
                lot.version());
    }
}
