package io.parkapp.accounts;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person who signs in, as admins see them.
public record Account(
        UUID id,
        @Schema(example = "Uma Driver") String name,

        @Schema(example = "user@parkapp.com", description = "Empty once erased")
        String email,

        AccountStatus status,
        Instant createdAt,
        @Nullable Instant lastSignInAt,
        List<Grant> grants,
        List<Vehicle> vehicles) {
    static final String ERASED_NAME = "Erased person";

    Account with(List<Grant> held, List<Vehicle> kept) {
        return new Account(id, name, email, status, createdAt, lastSignInAt, held, kept);
    }
}
