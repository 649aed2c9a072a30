package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A time to close a lot for.
public record ClosureRequest(
        @NotNull Instant from,
        @NotNull Instant until,
        @Schema(example = "Resurfacing") @Nullable String reason) {}
