package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/// A floor or zone of a lot.
///
/// @param ordinal its place among the lot's levels, from 0
public record Level(
        UUID id, @Schema(example = "Ground floor") String name, int ordinal) {}
