package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/// Spots labelled with the prefix and a number, both ends included: `B-` 1 to 20 makes B-1 … B-20.
public record SpotRange(
        @Schema(example = "B-") @Nullable String prefix,

        @Schema(example = "1", minimum = "0", maximum = "99999")
        int first,

        @Schema(example = "20", minimum = "0", maximum = "99999")
        int last,

        @NotNull SpotKind kind) {}
