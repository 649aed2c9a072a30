package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who runs lots.
public record Operator(
        UUID id,
        @Schema(example = "City Parking") String name,
        @Schema(example = "City Parking Ltd.") @Nullable String legalName,

        @Schema(example = "12 Market Street, 560001 Bengaluru") @Nullable
        String address,

        @Schema(example = "29AAGCB7383J1Z4", description = "VAT number, GSTIN, or what the country calls it") @Nullable
        String taxNumber,

        @Schema(example = "help@cityparking.example") @Nullable
        String supportEmail,

        @Schema(example = "+91 80 5550 0100") @Nullable String supportPhone) {}
