package io.parkapp.lots;

import io.parkapp.values.TimeWindow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A time in which a lot is closed although its opening hours say otherwise. Nothing new is reserved into it; what was
/// reserved before stands.
public record Closure(
        UUID id,
        Instant from,
        Instant until,
        @Schema(example = "Resurfacing") @Nullable String reason) {
    boolean overlaps(TimeWindow window) {
        return from.isBefore(window.until()) && window.from().isBefore(until);
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
