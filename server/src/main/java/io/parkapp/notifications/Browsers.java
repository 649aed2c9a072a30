package io.parkapp.notifications;

import io.parkapp.accounts.Caller;
import io.parkapp.audit.Audit;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Switching on and off the browsers in which somebody wants to be told.
@Service
class Browsers {
    private static final int AUTH_BYTES = 16;
    private static final int KEY_LENGTH_MAX = 100;
    private static final List<MessageKind> NEAR =
            List.of(MessageKind.REMINDER, MessageKind.HOLD_LAPSING, MessageKind.OVERSTAY);

    private final BrowserRepository repository;
    private final Push push;
    private final Audit audit;
    private final Clock clock;

    Browsers(BrowserRepository repository, Push push, Audit audit, Clock clock) {
        this.repository = repository;
        this.push = push;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param publicKey to subscribe with; absent where this installation has no push
    @Schema(name = "BrowserList")
    record Listed(
            @Schema(example = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
            @Nullable
            String publicKey,

            List<Browser> items) {}

    /// What the browser says of itself: `PushSubscription.toJSON()`, and a name.
    @Schema(name = "BrowserRequest")
    record Request(
            @NotBlank
            @Size(max = PushSettings.ENDPOINT_LENGTH_MAX)
            @Schema(example = "https://updates.push.services.mozilla.com/wpush/v2/gAAAAA")
            String endpoint,

            @NotNull
            @Size(max = KEY_LENGTH_MAX)
            @Schema(example = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
            String p256dh,

            @NotNull @Size(max = KEY_LENGTH_MAX) @Schema(example = "BTBZMqHH6r4Tts7J_aSIgg")
            String auth,

            @NotBlank @Size(max = Browser.NAME_LENGTH_MAX) @Schema(example = "Firefox on Linux")
            String name) {}

    @Transactional(readOnly = true)
    public Listed of(Caller caller) {
        return new Listed(push.publicKey().orElse(null), repository.list(caller.account()));
    }

    /// The first one is told at once of what is about to happen, where nobody chose otherwise.
    @Transactional
    public Browser add(Caller caller, Request request) {
        if (!push.accepts(request.endpoint())) {
            throw Refusal.field("endpoint", "must be an address of a push service that this installation knows");
        }
        var p256dh = bytes("p256dh", request.p256dh());
        if (!PushKey.isPublicKey(p256dh)) {
            throw Refusal.field("p256dh", "must be a public key of the curve P-256");
        }
        var auth = bytes("auth", request.auth());
        if (auth.length != AUTH_BYTES) {
            throw Refusal.field("auth", "must be " + AUTH_BYTES + " bytes long");
        }
        var name = Letter.oneLine(request.name());
        if (name.isEmpty()) {
            throw Refusal.field("name", "must not be blank");
        }
        repository.lock(caller.account());
        var isFirst = repository.list(caller.account()).isEmpty();
        var browser = repository
                .add(caller.account(), request.endpoint(), p256dh, auth, name, clock.instant())
                .orElseThrow(() -> new Refusal(NotificationsRefusal.TOO_MANY_BROWSERS));
        if (isFirst) {
            repository.tellOfWhatIsNear(caller.account(), NEAR);
        }
        record(caller, "browser.added", browser.name());
        return browser;
    }

    @Transactional
    public void remove(Caller caller, UUID id) {
        var name = repository.list(caller.account()).stream()
                .filter(each -> each.id().equals(id))
                .map(Browser::name)
                .findFirst()
                .orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        if (repository.remove(caller.account(), id)) {
            record(caller, "browser.removed", name);
        }
    }

    private void record(Caller caller, String action, String name) {
        audit.record(caller.account(), null, action, "account", caller.account(), Map.of("name", name));
    }

    private static byte[] bytes(String field, String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.field(field, "must be base64url");
        }
    }
}
