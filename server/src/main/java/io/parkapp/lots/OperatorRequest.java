package io.parkapp.lots;

import io.parkapp.platform.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/// Who an operator is. Changing replaces all of it: what is left out is then empty.
public record OperatorRequest(
        @NotNull @Schema(example = "City Parking") String name,
        @Schema(example = "City Parking Ltd.") @Nullable String legalName,

        @Schema(example = "12 Market Street, 560001 Bengaluru") @Nullable
        String address,

        @Schema(example = "29AAGCB7383J1Z4", description = "VAT number, GSTIN, or what the country calls it") @Nullable
        String taxNumber,

        @Schema(example = "help@cityparking.example") @Nullable
        String supportEmail,

        @Schema(example = "+91 80 5550 0100") @Nullable String supportPhone) {
    OperatorRequest checked() {
        var email = Check.lineOrNull("supportEmail", supportEmail, 254);
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+")) {
            throw Refusal.field("supportEmail", "must be an e-mail address");
        }
        return new OperatorRequest(
                Check.line("name", name, 120),
                Check.lineOrNull("legalName", legalName, 200),
                Check.lineOrNull("address", address, 300),
                Check.lineOrNull("taxNumber", taxNumber, 40),
                email,
                Check.lineOrNull("supportPhone", supportPhone, 40));
    }
}
