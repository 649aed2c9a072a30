package io.parkapp.accounts;

import io.parkapp.accounts.LinkAsked.Purpose;
import io.parkapp.audit.Audit;
import io.parkapp.platform.LiveStreams;
import io.parkapp.platform.News;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Links that prove that mails to an address reach somebody: to set a new password, to confirm the address. Each works
/// once and for a time. The database knows a link's id and the hash of its token; the token is computed from the id
/// with a key of the server's, whenever a mail needs it, so that no copy of the database opens an account.
@Service
public class Links {
    static final Duration PASSWORD_RESET_FOR = Duration.ofHours(1);
    static final Duration EMAIL_CONFIRMATION_FOR = Duration.ofDays(14);
    static final int TOKEN_LENGTH_MAX = 100;

    private static final String ALGORITHM = "HmacSHA256";
    /// So that nothing else that the same key signs can be taken for a token.
    private static final String LABEL = "parkapp link ";
    private static final Duration DEAD_KEPT = Duration.ofDays(7);

    private final LinkRepository repository;
    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final News news;
    private final Clock clock;
    private final SecretKeySpec key;

    Links(
            LinkRepository repository,
            AccountRepository accounts,
            SessionRepository sessions,
            ApplicationEventPublisher events,
            Audit audit,
            News news,
            Clock clock,
            Settings settings,
            Secrets secrets) {
        this.repository = repository;
        this.accounts = accounts;
        this.sessions = sessions;
        this.events = events;
        this.audit = audit;
        this.news = news;
        this.clock = clock;
        this.key = new SecretKeySpec(secrets.secret("jwt", settings.secrets().jwt()), ALGORITHM);
    }

    /// What stands in the mail's link. The same each time, so that a mail that is sent twice has one link.
    public String token(UUID link) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var tag = mac.doFinal((LABEL + link).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Nothing happens where no active account has this address, and nothing tells whether one has.
    @Transactional
    public void askForPasswordReset(EmailAddress email) {
        accounts.idByEmail(email).ifPresent(account -> ask(account, Purpose.PASSWORD_RESET, PASSWORD_RESET_FOR));
    }

    @Transactional
    public void askForEmailConfirmation(UUID account) {
        ask(account, Purpose.EMAIL_CONFIRMATION, EMAIL_CONFIRMATION_FOR);
    }

    /// In the transaction that makes the account.
    ///
    /// @return the link, for whoever welcomes the person
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID forNewAccount(UUID account) {
        var id = UUID.randomUUID();
        insert(id, account, Purpose.EMAIL_CONFIRMATION, EMAIL_CONFIRMATION_FOR);
        return id;
    }

    /// Whose password may be set anew with this token.
    ///
    /// @throws Refusal LINK_INVALID
    @Transactional(readOnly = true)
    LinkRepository.Owner ownerForReset(String token) {
        return repository
                .owner(hash(token), Purpose.PASSWORD_RESET, clock.instant())
                .orElseThrow(() -> new Refusal(AccountsRefusal.LINK_INVALID));
    }

    /// Sets the password and ends all sessions. Who got the mail has the address, so that is confirmed too.
    ///
    /// @throws Refusal LINK_INVALID when it was used or its time is over
    @Transactional
    public void resetPassword(String token, String passwordHash) {
        var now = clock.instant();
        var account = use(token, Purpose.PASSWORD_RESET);
        if (!repository.setPassword(account, passwordHash)) {
            throw new Refusal(AccountsRefusal.LINK_INVALID);
        }
        repository.confirmEmail(account, now);
        sessions.endAll(account, now, "PASSWORD_CHANGED");
        news.tell(LiveStreams.ACCESS_TOPIC, account);
        audit.record(account, null, "account.password-reset", "account", account, Map.of());
    }

    /// @throws Refusal LINK_INVALID when it was used or its time is over
    @Transactional
    public void confirmEmail(String token) {
        var account = use(token, Purpose.EMAIL_CONFIRMATION);
        if (repository.confirmEmail(account, clock.instant())) {
            audit.record(account, null, "account.email-confirmed", "account", account, Map.of());
        }
    }

    /// Forgets links that have been of no use for a while.
    @Transactional
    public int forgetDead() {
        return repository.deleteExpired(clock.instant().minus(DEAD_KEPT));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void erased(AccountErased event) {
        repository.deleteOf(event.account());
    }

    private UUID use(String token, Purpose purpose) {
        return repository
                .use(hash(token), purpose, clock.instant())
                .orElseThrow(() -> new Refusal(AccountsRefusal.LINK_INVALID));
    }

    private void ask(UUID account, Purpose purpose, Duration lifetime) {
        var id = UUID.randomUUID();
        if (insert(id, account, purpose, lifetime)) {
            events.publishEvent(new LinkAsked(id, account, purpose));
        }
    }

    private boolean insert(UUID id, UUID account, Purpose purpose, Duration lifetime) {
        var now = clock.instant();
        return repository.insert(id, purpose, account, hash(token(id)), now, now.plus(lifetime));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
