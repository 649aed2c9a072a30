package io.parkapp.notifications;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A browser that shows what somebody is told.
///
/// @param service host of its push service
/// @param lastToldAt absent until it was told something
@Schema(name = "Browser")
record Browser(
        UUID id,
        @Schema(example = "Firefox on Linux") String name,

        @Schema(example = "updates.push.services.mozilla.com")
        String service,

        Instant createdAt,
        @Nullable Instant lastToldAt) {
    static final int NAME_LENGTH_MAX = 60;
    static final int PER_ACCOUNT_MAX = 10;
}
