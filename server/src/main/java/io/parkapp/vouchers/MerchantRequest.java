package io.parkapp.vouchers;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Changing replaces all of it, but the currency stays.
///
/// @param budgetMinor for a calendar month, in the currency's smallest unit; absent: no limit
record MerchantRequest(
        @NotBlank @Size(max = 80) @Schema(example = "Cinema Rex")
        String name,

        @PositiveOrZero @Schema(example = "50000") @Nullable Long budgetMinor,

        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code") @Schema(example = "EUR")
        String currency) {}
