package io.parkapp.vouchers;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Replaces all of it: what is left out has no limit then.
record CodeChange(
        @Nullable Instant validUntil,
        @Size(min = 1, max = CodeRequest.LOTS_MAX) @Nullable List<@NotNull UUID> lotIds,

        @Positive @Schema(example = "1000") @Nullable Integer usesMax,
        @Positive @Schema(example = "1") @Nullable Integer usesPerAccountMax) {}
