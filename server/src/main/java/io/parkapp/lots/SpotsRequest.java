package io.parkapp.lots;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/// Spots to add to levels, which are made where the lot has none of that name.
public record SpotsRequest(@NotNull List<@NotNull @Valid LevelPlan> levels) {}
