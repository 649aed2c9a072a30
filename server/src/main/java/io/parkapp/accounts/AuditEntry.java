package io.parkapp.accounts;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who did what, with names.
///
/// @param actorId absent for the system itself
/// @param subjectName as it was called then; people as they are called now, so that the erased stay nameless
record AuditEntry(
        UUID id,
        Instant at,
        @Nullable UUID actorId,
        @Schema(example = "Ada Admin") @Nullable String actorName,
        @Schema(example = "lot.created") String action,
        @Schema(example = "lot") String subjectType,
        UUID subjectId,

        @Schema(example = "Downtown Central Parking") @Nullable
        String subjectName,

        @Schema(example = "spots: 50") @Nullable String details) {}
