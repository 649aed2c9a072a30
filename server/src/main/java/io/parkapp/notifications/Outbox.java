package io.parkapp.notifications;

import static io.parkapp.accounts.Permission.MESSAGES_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Links;
import io.parkapp.audit.Audit;
import io.parkapp.notifications.Letters.LinkFacts;
import io.parkapp.notifications.Message.Attachment;
import io.parkapp.notifications.OutboxRepository.Filter;
import io.parkapp.notifications.OutboxRepository.Kept;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Page;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The messages that went out, for those who look after them, and to each account its own.
///
/// A link that opens an account stands in no message that anybody reads here: whoever runs the installation could else
/// take over everybody's account. In the demo there is no other mailbox, and everybody knows the passwords.
@Service
class Outbox {
    private static final String HIDDEN = "hidden";

    private final OutboxRepository repository;
    private final MessageRepository messages;
    private final Links links;
    private final JsonMapper json;
    private final Audit audit;
    private final Clock clock;
    private final boolean showsSecrets;

    Outbox(
            OutboxRepository repository,
            MessageRepository messages,
            Links links,
            JsonMapper json,
            Audit audit,
            Clock clock,
            Environment environment) {
        this.repository = repository;
        this.messages = messages;
        this.links = links;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
        this.showsSecrets = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /// What asks for a list.
    record Wanted(
            @Nullable MessageKind kind,
            @Nullable MessageStatus status,
            @Nullable Channel channel,
            @Nullable String text) {}

    /// In the names of the operators whose messages the caller may read; those of none are for the platform.
    @Transactional(readOnly = true)
    public Page<MessageAnswer> all(Caller caller, Wanted wanted, int limit, @Nullable String cursor) {
        var operators = caller.operatorsWith(MESSAGES_READ);
        return list(null, operators == null ? null : Set.of(operators), wanted, limit, cursor);
    }

    @Transactional(readOnly = true)
    public Page<MessageAnswer> own(Caller caller, Wanted wanted, int limit, @Nullable String cursor) {
        return list(caller.account(), null, wanted, limit, cursor);
    }

    @Transactional(readOnly = true)
    public MessageAnswer.Whole open(Caller caller, UUID id) {
        return whole(readable(caller, id));
    }

    @Transactional(readOnly = true)
    public MessageAnswer.Whole openOwn(Caller caller, UUID id) {
        return whole(own(caller, id));
    }

    @Transactional(readOnly = true)
    public Attachment file(Caller caller, UUID id, int number) {
        readable(caller, id);
        return file(id, number);
    }

    @Transactional(readOnly = true)
    public Attachment ownFile(Caller caller, UUID id, int number) {
        own(caller, id);
        return file(id, number);
    }

    /// Sends a failed one again.
    ///
    /// @throws Refusal MESSAGE_NOT_FAILED
    @Transactional
    public MessageAnswer retry(Caller caller, UUID id) {
        var kept = readable(caller, id);
        if (!messages.retry(id, clock.instant())) {
            throw new Refusal(NotificationsRefusal.MESSAGE_NOT_FAILED);
        }
        audit.record(caller.account(), kept.operatorId(), "message.retried", "message", id, Map.of());
        return readable(caller, id).answer();
    }

    private Page<MessageAnswer> list(
            @Nullable UUID account, @Nullable Set<UUID> operators, Wanted wanted, int limit, @Nullable String cursor) {
        var after = Cursor.parse(cursor, 1);
        var text = wanted.text() == null || wanted.text().isBlank()
                ? null
                : wanted.text().strip();
        var filter = new Filter(
                account,
                operators,
                wanted.kind(),
                wanted.status(),
                wanted.channel(),
                text,
                after == null ? null : after.id(0),
                limit + 1);
        return Page.of(repository.list(filter), limit, last -> Cursor.after(last.id()));
    }

    private Kept readable(Caller caller, UUID id) {
        var kept = found(id);
        var operator = kept.operatorId();
        if (operator != null) {
            caller.requireOrHide(MESSAGES_READ, operator);
        } else if (!caller.platformWide().contains(MESSAGES_READ)) {
            throw new Refusal(PlatformRefusal.NOT_FOUND);
        }
        return kept;
    }

    private Kept own(Caller caller, UUID id) {
        var kept = found(id);
        if (!kept.accountId().equals(caller.account())) {
            throw new Refusal(PlatformRefusal.NOT_FOUND);
        }
        return kept;
    }

    private Kept found(UUID id) {
        return repository.find(id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    private Attachment file(UUID id, int number) {
        return repository.file(id, number).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    private MessageAnswer.Whole whole(Kept kept) {
        var id = kept.answer().id();
        var token = token(kept);
        var html = kept.html();
        var text = kept.text();
        if (html != null) {
            html = withImages(kept.hasSecret() ? html.replace(Letter.SECRET, token) : html, messages.attachments(id));
        }
        if (text != null && kept.hasSecret()) {
            text = text.replace(Letter.SECRET, token);
        }
        return new MessageAnswer.Whole(
                kept.answer(), html, text, kept.hasSecret() && !showsSecrets, repository.files(id));
    }

    private String token(Kept kept) {
        return kept.hasSecret() && showsSecrets
                ? links.token(json.readValue(kept.facts(), LinkFacts.class).link())
                : HIDDEN;
    }

    /// A page has no other parts of the mail to show: images go into it.
    private static String withImages(String html, List<Attachment> attachments) {
        var whole = html;
        for (var each : attachments) {
            if (each.contentId() != null) {
                var image =
                        "data:" + each.type() + ";base64," + Base64.getEncoder().encodeToString(each.content());
                whole = whole.replace("cid:" + each.contentId(), image);
            }
        }
        return whole;
    }
}
