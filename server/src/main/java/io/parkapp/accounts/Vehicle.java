package io.parkapp.accounts;

import io.parkapp.values.Plate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A car that somebody often parks, so that its plate need not be typed.
public record Vehicle(
        UUID id,
        @Schema(example = "BPK123") Plate plate,
        @Schema(example = "The red one") @Nullable String name,
        Instant createdAt) {
    static final int NAME_LENGTH_MAX = 60;
    static final int PER_ACCOUNT_MAX = 50;
}
