package io.parkapp.notifications;

import io.parkapp.accounts.Links;
import io.parkapp.notifications.Carrier.NotDelivered;
import io.parkapp.notifications.Carrier.NotDelivered.Why;
import io.parkapp.notifications.Message.Attachment;
import io.parkapp.notifications.Message.Content;
import io.parkapp.notifications.Message.Outgoing;
import io.parkapp.notifications.Message.Sender;
import io.parkapp.notifications.MessageRepository.Recipient;
import io.parkapp.platform.Jobs;
import io.parkapp.platform.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends what is queued for one channel, one message after the other, and marks each right after it was handed over: a
/// process that is killed has at most one message on its way that is sent again. Nothing is sent in a transaction.
///
/// A carrier that cannot reach anybody is left alone for a while, longer each time; meanwhile its messages wait.
final class Delivery {
    /// Longer than sending one can take, so that nobody else begins with it.
    static final Duration LEASE = Duration.ofMinutes(4);

    static final Duration PAUSE_FIRST = Duration.ofSeconds(30);
    static final Duration PAUSE_LONGEST = Duration.ofMinutes(15);
    static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);
    static final Duration REST_FIRST = Duration.ofSeconds(2);
    static final Duration REST_LONGEST = Duration.ofMinutes(1);
    /// In one round, so that a stop does not wait for all of a large run.
    static final int ROUND_MAX = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int DOUBLINGS_MAX = 20;

    private final Carrier carrier;
    private final MessageRepository repository;
    private final PreferenceRepository preferences;
    private final Letters letters;
    private final Links links;
    private final Unsubscribing unsubscribing;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final URI settingsPage;
    private Instant restsUntil = Instant.MIN;
    private int failedRounds;

    Delivery(
            Carrier carrier,
            MessageRepository repository,
            PreferenceRepository preferences,
            Letters letters,
            Links links,
            Unsubscribing unsubscribing,
            TransactionTemplate transaction,
            Clock clock,
            Settings settings) {
        this.carrier = carrier;
        this.repository = repository;
        this.preferences = preferences;
        this.letters = letters;
        this.links = links;
        this.unsubscribing = unsubscribing;
        this.transaction = transaction;
        this.clock = clock;
        this.settingsPage = settings.publicUrl().resolve("/profile/notifications");
    }

    /// Until nothing is due, or nobody can be reached.
    synchronized void run() {
        if (clock.instant().isBefore(restsUntil)) {
            return;
        }
        try (carrier) {
            for (var count = 0; count < ROUND_MAX; count++) {
                // Between two messages is where a stop does no harm.
                Jobs.progress(count, null);
                var now = clock.instant();
                var message = repository
                        .claim(carrier.channel(), now, now.plus(LEASE))
                        .orElse(null);
                if (message == null || !deliver(message)) {
                    return;
                }
            }
        }
    }

    /// @return false where the next one would fare no better
    private boolean deliver(Message message) {
        try {
            if (waits(message)) {
                return true;
            }
            var outgoing = prepare(message);
            if (outgoing == null) {
                repository.drop(message.id());
                return true;
            }
            carrier.send(outgoing);
            repository.sent(message.id(), carrier.name(), clock.instant());
            failedRounds = 0;
            return true;
        } catch (NotDelivered failed) {
            return notDelivered(message, failed);
        } catch (RuntimeException fault) {
            // A fault of ours: the others shall not wait for somebody to mend it.
            LOG.error("message {} of kind {} cannot be sent", message.id(), message.kind(), fault);
            tryAgain(message, "A fault in parkapp: " + fault.getClass().getSimpleName(), Duration.ZERO);
            return true;
        }
    }

    private boolean notDelivered(Message message, NotDelivered failed) {
        if (failed.why() == Why.NOBODY) {
            repository.drop(message.id());
            return true;
        }
        if (failed.why() == Why.REFUSED) {
            repository.giveUp(message.id(), failed.words());
            return true;
        }
        tryAgain(message, failed.words(), failed.notBefore());
        if (failed.why() == Why.PASSING) {
            return true;
        }
        var rest = pause(REST_FIRST, REST_LONGEST, ++failedRounds);
        restsUntil = clock.instant().plus(rest);
        LOG.warn("{} rests for {}: {}", carrier.name(), rest, failed.words());
        return false;
    }

    private void tryAgain(Message message, String failure, Duration notBefore) {
        var pause = pause(PAUSE_FIRST, PAUSE_LONGEST, message.attempts());
        var next = clock.instant().plus(pause.compareTo(notBefore) < 0 ? notBefore : pause);
        if (next.isAfter(message.dueAt().plus(GIVEN_UP_AFTER))) {
            repository.giveUp(message.id(), failure);
        } else {
            repository.tryAgain(message.id(), failure, next);
        }
    }

    private static Duration pause(Duration first, Duration longest, int failures) {
        var pause = first.multipliedBy(1L << Math.clamp(failures - 1, 0, DOUBLINGS_MAX));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /// Until the reader's quiet hours are over, where it can.
    private boolean waits(Message message) {
        if (!message.kind().waitsForMorning()) {
            return false;
        }
        var morning = preferences
                .find(message.accountId())
                .flatMap(PreferenceRepository.Row::quietHours)
                .flatMap(each -> each.endIfQuiet(clock.instant()));
        morning.ifPresent(each -> repository.postpone(message.id(), each));
        return morning.isPresent();
    }

    /// What was composed before is sent as it was.
    ///
    /// @return null where there is nothing to tell any more, or nobody to tell it to
    private @Nullable Outgoing prepare(Message message) {
        var recipient = repository.recipient(message.accountId());
        var destination = destination(message, recipient);
        if (destination == null) {
            return null;
        }
        var sender = sender(message);
        var content = message.content();
        var attachments = content == null ? List.<Attachment>of() : repository.attachments(message.id());
        if (content == null) {
            var letter = letters.write(message, recipient).orElse(null);
            if (letter == null) {
                return null;
            }
            content = compose(message, letter, sender, destination);
            attachments = message.channel() == Channel.EMAIL ? letter.attachments() : attachments;
            if (!store(message, content, attachments)) {
                return null;
            }
        }
        return new Outgoing(
                message.id(),
                message.kind(),
                destination,
                content.hasSecret() ? content.reveal(links.token(letters.link(message))) : content,
                sender,
                attachments,
                message.kind().isAlwaysMailed() ? null : unsubscribing.oneClick(message.accountId(), message.kind()));
    }

    private static @Nullable String destination(Message message, Recipient recipient) {
        return switch (message.channel()) {
            case EMAIL -> recipient.email();
            case SMS -> recipient.phone();
            case CHAT -> recipient.chatUrl();
            case PUSH -> recipient.hasBrowser() ? message.accountId().toString() : null;
        };
    }

    private Content compose(Message message, Letter letter, Sender sender, String destination) {
        return switch (message.channel()) {
            case EMAIL -> {
                var unsubscribe = message.kind().isAlwaysMailed()
                        ? null
                        : unsubscribing.page(message.accountId(), message.kind());
                yield new Content(
                        destination,
                        letter.subject(),
                        LetterHtml.of(letter, sender, settingsPage, unsubscribe),
                        LetterText.of(letter, sender, settingsPage, unsubscribe),
                        letter.hasSecret());
            }
            case SMS ->
                new Content(destination, letter.subject(), null, letter.brief(sender.name()), letter.hasSecret());
            // Who knows the webhook can write there: nobody reads it in the outbox.
            case CHAT ->
                new Content("Google Chat", letter.subject(), null, letter.brief(sender.name()), letter.hasSecret());
            case PUSH -> PushNote.of(letter).content();
        };
    }

    private boolean store(Message message, Content content, List<Attachment> attachments) {
        return Boolean.TRUE.equals(
                transaction.execute(status -> repository.compose(message.id(), content, attachments)));
    }

    private Sender sender(Message message) {
        var operator = message.operatorId();
        return (operator == null ? repository.onlySender() : repository.sender(operator))
                .orElseGet(() -> new Sender("parkapp", null, null));
    }
}
