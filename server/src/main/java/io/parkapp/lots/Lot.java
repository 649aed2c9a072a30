package io.parkapp.lots;

import io.parkapp.values.GeoPosition;
import io.parkapp.values.TimeWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place with spots.
///
/// @param currency ISO 4217; never changes, since every price of the lot is in it
/// @param openingHours empty: always open
/// @param entryNotes how to get in, for whoever has reserved
/// @param noShowAfterMinutes how long after the start a spot is kept for somebody who does not come
/// @param version counts changes of the lot itself; closures do not count
/// @param closures those not yet over, by their start
public record Lot(
        UUID id,
        UUID operatorId,
        String name,
        String address,
        String city,
        String pinCode,
        GeoPosition position,
        ZoneId timeZone,
        String currency,
        List<OpeningHours> openingHours,
        @Nullable String entryNotes,
        PaymentPolicy paymentPolicy,
        CancellationPolicy cancellation,
        int noShowAfterMinutes,
        boolean archived,
        int version,
        List<Closure> closures) {

    public boolean isOpenAt(Instant instant) {
        return isWithinOpeningHours(instant) && closures.stream().noneMatch(each -> each.contains(instant));
    }

    /// Whether a stay may begin and end then. It begins and ends while the lot is open, yet may last beyond a closing
    /// time: a car may stay over night. It may end at closing time to the minute. No closure may overlap it.
    public boolean accepts(TimeWindow window) {
        return isWithinOpeningHours(window.from())
                && (isWithinOpeningHours(window.until())
                        || isWithinOpeningHours(window.until().minusNanos(1)))
                && closures.stream().noneMatch(each -> each.overlaps(window));
    }

    private boolean isWithinOpeningHours(Instant instant) {
        if (openingHours.isEmpty()) {
            return true;
        }
        var local = instant.atZone(timeZone).toLocalDateTime();
        return openingHours.stream().anyMatch(each -> each.isOpenAt(local));
    }
}
