package io.parkapp.notifications;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryption;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import io.parkapp.notifications.BrowserRepository.Subscription;
import io.parkapp.notifications.Carrier.NotDelivered.Why;
import io.parkapp.notifications.Message.Outgoing;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClientResponseException;

/// Messages to the browsers of a person, each encrypted for that browser alone (RFC 8291) and handed to its push
/// service (RFC 8030). Browsers that have a message are left alone by its next attempt.
///
/// There are many such services, and which of them is called is the reader's choice: one that cannot be reached is not
/// called again in the same round, and keeps nothing from the readers of the others.
final class PushCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(PushCarrier.class);

    private final PushSettings settings;
    private final PushKey key;
    private final BrowserRepository repository;
    private final Clock clock;
    private final HttpCarrier http = HttpCarrier.ofReadersAddresses("The push service");
    private final MessageEncryption encryption = MessageEncryptions.of();
    /// Hosts that could not be reached in this round.
    private final Set<String> away = new HashSet<>();

    PushCarrier(PushSettings settings, PushKey key, BrowserRepository repository, Clock clock) {
        this.settings = settings;
        this.key = key;
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public String name() {
        return "web-push";
    }

    @Override
    public void send(Outgoing message) throws NotDelivered {
        var payload = PushNote.of(message.content()).payload(message.id());
        var isReached = repository.hasReached(message.id());
        NotDelivered worst = null;
        for (var each : repository.pending(UUID.fromString(message.destination()), message.id())) {
            try {
                push(message, each, payload);
                repository.reached(each.id(), message.id(), clock.instant());
                isReached = true;
            } catch (NotDelivered failed) {
                if (isGone(failed)) {
                    repository.forget(each.id());
                    LOG.info("browser {} is gone", each.id());
                } else {
                    worst = worse(worst, failed);
                }
            }
        }
        if (worst == null && !isReached) {
            throw new NotDelivered(Why.NOBODY, "No browser takes it any more", null);
        }
        if (worst != null && !(isReached && worst.why() == Why.REFUSED)) {
            throw worst;
        }
    }

    private void push(Outgoing message, Subscription browser, byte[] payload) throws NotDelivered {
        // Looked at once more: the setting may have become another one since it was switched on.
        if (!settings.accepts(browser.endpoint())) {
            throw new NotDelivered(Why.REFUSED, "This is no push service", null);
        }
        var address = URI.create(browser.endpoint());
        if (away.contains(address.getHost())) {
            throw cannotBeReached(address, null);
        }
        var encrypted = encryption.encrypt(
                UserAgentMessageEncryptionKeyInfo.of(browser.p256dh(), browser.auth()), PushMessage.of(payload));
        try {
            call(message, address, encrypted);
        } catch (NotDelivered failed) {
            if (failed.why() == Why.UNREACHABLE) {
                away.add(address.getHost());
                throw cannotBeReached(address, failed);
            }
            throw failed;
        }
    }

    private static NotDelivered cannotBeReached(URI address, @Nullable Exception cause) {
        return new NotDelivered(Why.PASSING, address.getHost() + " cannot be reached", cause);
    }

    private void call(Outgoing message, URI address, EncryptedPushMessage encrypted) throws NotDelivered {
        http.call(client -> client.post()
                .uri(address)
                .header(HttpHeaders.AUTHORIZATION, key.authorization(address.toString(), clock.instant()))
                .header(HttpHeaders.CONTENT_ENCODING, encrypted.contentEncoding())
                .header("TTL", String.valueOf(worthFor(message.kind()).toSeconds()))
                .header("Urgency", message.kind().waitsForMorning() ? "normal" : "high")
                .header("Topic", topic(message.id()))
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(encrypted.toBytes())
                .retrieve()
                .toBodilessEntity());
    }

    /// How long a browser that is not running may find it late.
    static Duration worthFor(MessageKind kind) {
        return switch (kind) {
            case HOLD_LAPSING -> Announcer.WARNED_BEFORE_LAPSE;
            case REMINDER -> Announcer.REMINDED_BEFORE;
            case OVERSTAY -> Announcer.OVERSTAY_TOLD_WITHIN;
            default -> Duration.ofDays(1);
        };
    }

    /// What is sent again before the browser fetched it replaces the first.
    private static String topic(UUID message) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(message.getMostSignificantBits())
                .putLong(message.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The browser took its permission back, or is no more.
    private static boolean isGone(NotDelivered failed) {
        return failed.getCause() instanceof RestClientResponseException answer
                && (answer.getStatusCode().value() == HttpStatus.NOT_FOUND.value()
                        || answer.getStatusCode().value() == HttpStatus.GONE.value());
    }

    /// Whatever another attempt may mend goes before what none can.
    private static NotDelivered worse(@Nullable NotDelivered one, NotDelivered other) {
        return one != null && one.why().compareTo(other.why()) <= 0 ? one : other;
    }

    @Override
    public void close() {
        away.clear();
    }
}
