package io.parkapp.vouchers;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who pays for a part of its visitors' parking.
///
/// @param budget what its codes may take off in a calendar month; null: any amount
/// @param spent in this month
record Merchant(
        UUID id,
        UUID operatorId,
        @Schema(example = "Cinema Rex") String name,
        @Nullable Money budget,
        Money spent) {}
