package io.parkapp.accounts;

import io.parkapp.values.Language;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/// Whoever is signed in, as they see themselves.
///
/// @param permissions held in any scope; which things each covers, the server decides
/// @param operators for which they hold a role
public record CurrentUser(
        UUID id,
        @Schema(example = "Uma Driver") String name,
        @Schema(example = "user@parkapp.com") String email,

        @Schema(description = "Whether mails to the address are known to reach them")
        boolean emailConfirmed,

        @Schema(example = "de", description = "That receipts are written in")
        Language language,

        @Schema(example = "[\"reservations:own\"]") List<String> permissions,
        List<OperatorRef> operators) {
    public record OperatorRef(
            UUID id, @Schema(example = "City Parking") String name) {}
}
