package io.parkapp.notifications;

import io.parkapp.audit.Audit;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Links at the foot of mails that nobody has to get: one click, without signing in, ends mails of one kind to one
/// person. A link says whom and what, signed, and nothing else: it can do nothing but this, and so it never ends.
@Service
class Unsubscribing {
    private static final String ALGORITHM = "HmacSHA256";
    /// So that nothing else that the same key signs can be taken for a link.
    private static final String LABEL = "parkapp unsubscribe ";

    private final PreferenceRepository repository;
    private final Audit audit;
    private final URI publicUrl;
    private final SecretKeySpec key;

    Unsubscribing(PreferenceRepository repository, Audit audit, Settings settings, Secrets secrets) {
        this.repository = repository;
        this.audit = audit;
        this.publicUrl = settings.publicUrl();
        this.key = new SecretKeySpec(secrets.secret("jwt", settings.secrets().jwt()), ALGORITHM);
    }

    /// For people: a page that asks once more.
    URI page(UUID account, MessageKind kind) {
        return publicUrl.resolve("/unsubscribe/" + token(account, kind));
    }

    /// For mail programs, which send a POST there (RFC 8058).
    URI oneClick(UUID account, MessageKind kind) {
        return publicUrl.resolve("/api/unsubscribe/" + token(account, kind));
    }

    String token(UUID account, MessageKind kind) {
        var what = account + "." + kind;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(what.getBytes(StandardCharsets.UTF_8)) + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(what));
    }

    /// @throws Refusal NOT_FOUND for what we did not make
    MessageKind kind(String token) {
        return read(token).kind();
    }

    @Transactional
    public MessageKind unsubscribe(String token) {
        var link = read(token);
        if (repository.withoutMail(link.account(), link.kind())) {
            audit.record(
                    link.account(),
                    null,
                    "notifications.unsubscribed",
                    "account",
                    link.account(),
                    Map.of("kind", link.kind()));
        }
        return link.kind();
    }

    private record Link(UUID account, MessageKind kind) {}

    private Link read(String token) {
        try {
            var dot = token.indexOf('.');
            var what = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
            var signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (MessageDigest.isEqual(signature, sign(what))) {
                var parts = what.split("\\.", 2);
                var kind = MessageKind.valueOf(parts[1]);
                if (!kind.isAlwaysMailed()) {
                    return new Link(UUID.fromString(parts[0]), kind);
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            // Refused below, like a link with another signature.
        }
        throw new Refusal(PlatformRefusal.NOT_FOUND);
    }

    private byte[] sign(String what) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((LABEL + what).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
