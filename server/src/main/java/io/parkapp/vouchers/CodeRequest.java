package io.parkapp.vouchers;

import io.parkapp.vouchers.Code.Kind;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param merchantId whose validation it is; absent: a promo code
/// @param value minutes, percent, or minor units of the currency
/// @param currency of an amount
/// @param validFrom absent: from now on
/// @param lotIds where it holds; absent: at all lots of the operator
record CodeRequest(
        @NotNull @Size(max = 50) @Schema(example = "CINEMA-2H")
        String code,

        @Nullable UUID merchantId,
        @NotNull Kind kind,
        @Positive @Max(VALUE_MAX) @Schema(example = "120") long value,

        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code") @Schema(example = "EUR") @Nullable
        String currency,

        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Size(min = 1, max = LOTS_MAX) @Nullable List<@NotNull UUID> lotIds,

        @Positive @Schema(example = "1000") @Nullable Integer usesMax,
        @Positive @Schema(example = "1") @Nullable Integer usesPerAccountMax) {
    static final long VALUE_MAX = 1_000_000;
    static final int LOTS_MAX = 500;
}
