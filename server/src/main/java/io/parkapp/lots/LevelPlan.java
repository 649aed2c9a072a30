package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/// A level and the spots to make on it.
public record LevelPlan(
        @NotNull @Schema(example = "Basement 1") String name,
        @NotNull List<@NotNull @Valid SpotRange> ranges) {}
