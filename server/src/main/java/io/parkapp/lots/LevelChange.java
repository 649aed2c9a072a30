package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

public record LevelChange(
        @NotNull @Schema(example = "Ground floor") String name) {}
