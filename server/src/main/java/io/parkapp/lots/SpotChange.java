package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What to change of a spot: what is left out stays as it is.
public record SpotChange(
        @Schema(example = "B-12") @Nullable String label,
        @Nullable SpotKind kind,
        @Nullable Boolean inService,
        @Nullable UUID levelId) {}
