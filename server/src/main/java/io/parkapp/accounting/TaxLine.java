package io.parkapp.accounting;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What was billed at one rate of tax.
///
/// @param name null for what was billed without a stated tax
/// @param gross `net` and `tax`
public record TaxLine(
        @Schema(example = "VAT") @Nullable String name,
        @Schema(example = "19") @Nullable String percent,
        Money net,
        Money tax,
        Money gross) {}
