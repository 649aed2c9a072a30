package io.parkapp.statements;

import io.parkapp.parking.ReservationStatus;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A reservation as a monthly report tells of it.
///
/// @param number as people say it: P100042
/// @param lotZone of the times on the lot's wall
/// @param paid less what was given back
/// @param documents numbers of its receipts and credit notes, the oldest first
record Stay(
        String number,
        Instant from,
        Instant until,
        @Nullable Instant checkedInAt,
        @Nullable Instant checkedOutAt,
        ReservationStatus status,
        String plate,
        UUID lotId,
        String lotName,
        String lotZone,
        String spotLabel,
        Money paid,
        List<String> documents) {

    /// How long the car stood there; nothing where it did not come or has not left.
    Duration parked() {
        return checkedInAt == null || checkedOutAt == null
                ? Duration.ZERO
                : Duration.between(checkedInAt, checkedOutAt);
    }

    boolean isCancelled() {
        return status == ReservationStatus.CANCELLED;
    }
}
