package io.parkapp.notifications;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Public;
import io.parkapp.accounts.SignedIn;
import io.parkapp.platform.RateLimits;
import io.parkapp.platform.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "messages")
class PreferenceController {
    private static final int TOKEN_LENGTH_MAX = 250;
    private static final int PER_MINUTE_MAX = 60;

    private final Preferences preferences;
    private final Unsubscribing unsubscribing;
    private final RateLimits limits;

    PreferenceController(Preferences preferences, Unsubscribing unsubscribing, RateLimits limits) {
        this.preferences = preferences;
        this.unsubscribing = unsubscribing;
        this.limits = limits;
    }

    @Schema(name = "Unsubscription")
    record Unsubscription(MessageKind kind) {}

    @GetMapping("/api/me/notifications")
    @SignedIn
    @Operation(summary = "What one wants to hear of, and by which ways")
    Preferences.Chosen notificationPreferences(Caller caller) {
        return preferences.of(caller);
    }

    @PutMapping("/api/me/notifications")
    @SignedIn
    @Operation(
            summary = "Change what one wants to hear of",
            description = "Kinds that are not named stay as they are. What is part of a booking is always mailed.")
    Preferences.Chosen changeNotificationPreferences(Caller caller, @Valid @RequestBody Preferences.Request request) {
        return preferences.change(caller, request);
    }

    @GetMapping("/api/unsubscribe/{token}")
    @Public
    @Operation(summary = "What the link at the foot of a mail would end")
    Unsubscription unsubscription(
            @PathVariable @Size(max = TOKEN_LENGTH_MAX) @Schema(example = "dG9rZW4.c2lnbmF0dXJl") String token,
            HttpServletRequest request) {
        limits.take("unsubscribe", request.getRemoteAddr(), PER_MINUTE_MAX, Duration.ofMinutes(1));
        return new Unsubscription(unsubscribing.kind(token));
    }

    @PostMapping("/api/unsubscribe/{token}")
    @Public
    @Refuses("TOO_MANY_REQUESTS")
    @Operation(
            summary = "End mails of one kind, by the link at their foot",
            description = "Also what mail programs send by one click (RFC 8058).")
    Unsubscription unsubscribe(
            @PathVariable @Size(max = TOKEN_LENGTH_MAX) @Schema(example = "dG9rZW4.c2lnbmF0dXJl") String token,
            HttpServletRequest request) {
        limits.take("unsubscribe", request.getRemoteAddr(), PER_MINUTE_MAX, Duration.ofMinutes(1));
        return new Unsubscription(unsubscribing.unsubscribe(token));
    }
}
