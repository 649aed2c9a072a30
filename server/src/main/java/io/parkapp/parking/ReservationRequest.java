package io.parkapp.parking;

import io.parkapp.lots.SpotKind;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Plate;
import io.parkapp.values.TimeWindow;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a driver asks for.
///
/// @param spotId a certain spot; absent to let the system choose the nearest free number
/// @param kind of spot; absent for the chosen spot's kind, or else STANDARD
/// @param from absent only for a drive-up, which starts now
/// @param promoCode makes it cheaper
/// @param driveUp the car is there: reserve and check in at once, pay on leaving for the time stood
record ReservationRequest(
        @NotNull(message = "is required") UUID lotId,
        @Nullable UUID spotId,
        @Nullable SpotKind kind,

        @NotNull(message = "is required") @Schema(example = "B-PK 123")
        Plate plate,

        @Schema(example = "2026-12-01T09:00:00Z") @Nullable Instant from,

        @NotNull(message = "is required") @Schema(example = "2026-12-01T12:00:00Z")
        Instant until,

        @Nullable Boolean driveUp,

        @Size(max = CODE_LENGTH_MAX) @Schema(example = "WELCOME-10") @Nullable
        String promoCode) {
    /// As typed, with spaces around it.
    static final int CODE_LENGTH_MAX = 50;

    boolean isDriveUp() {
        return Boolean.TRUE.equals(driveUp);
    }

    /// @throws Refusal naming the field that makes it no window
    TimeWindow window(Instant now) {
        if (from == null && !isDriveUp()) {
            throw Refusal.field("from", "is required");
        }
        var start = isDriveUp() || from == null ? now : from;
        if (!start.isBefore(until)) {
            throw Refusal.field("until", "must be after the start");
        }
        return new TimeWindow(start, until);
    }
}
