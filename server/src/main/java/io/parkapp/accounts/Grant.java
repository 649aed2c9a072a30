package io.parkapp.accounts;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A role within a scope.
///
/// @param operatorId whose role it is; null for a driver's and a platform admin's
public record Grant(
        Role role,
        @Nullable UUID operatorId,
        @Schema(example = "City Parking") @Nullable String operatorName) {}
