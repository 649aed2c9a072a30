package io.parkapp.accounts;

import io.parkapp.audit.Audit;
import io.parkapp.platform.LiveStreams;
import io.parkapp.platform.News;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Language;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Opens, prolongs and ends sessions. Comparing passwords takes long and is done before, by [SignIn], so that no
/// database connection waits for it.
@Service
class Sessions {
    /// Longer than any access token lives.
    static final Duration DEAD_KEPT = Duration.ofDays(1);

    private final SessionRepository repository;
    private final AccountRepository accounts;
    private final Links links;
    private final AccessTokens accessTokens;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final News news;
    private final Clock clock;

    Sessions(
            SessionRepository repository,
            AccountRepository accounts,
            Links links,
            AccessTokens accessTokens,
            ApplicationEventPublisher events,
            Audit audit,
            News news,
            Clock clock) {
        this.repository = repository;
        this.accounts = accounts;
        this.links = links;
        this.accessTokens = accessTokens;
        this.events = events;
        this.audit = audit;
        this.news = news;
        this.clock = clock;
    }

    /// What a sign-in gives: a short-lived access token, and the token that gets the next one.
    record Tokens(String accessToken, RefreshToken refreshToken, Caller caller) {}

    /// @param passwordHash that the typed password was found to fit
    @Transactional
    public Tokens open(UUID account, String passwordHash) {
        var token = RefreshToken.random();
        var now = clock.instant();
        var session = repository
                .open(account, passwordHash, token.hash(), now, now.plus(RefreshToken.LIFETIME))
                .orElseThrow(() -> new Refusal(AccountsRefusal.WRONG_CREDENTIALS));
        return tokens(account, session, token);
    }

    @Transactional
    public Tokens register(PersonName name, EmailAddress email, String passwordHash, Language language) {
        var account = create(name, email, passwordHash, language);
        accounts.grant(account, Role.DRIVER, null, null, clock.instant());
        audit.record(account, null, "account.registered", "account", account, Map.of());
        events.publishEvent(new AccountRegistered(account, links.forNewAccount(account)));
        return open(account, passwordHash);
    }

    private UUID create(PersonName name, EmailAddress email, String passwordHash, Language language) {
        return accounts.insert(name, email, passwordHash, language, clock.instant())
                .orElseThrow(() -> Refusal.field(AccountsRefusal.EMAIL_TAKEN, "email", "is taken"));
    }

    /// Exchanges a refresh token, each once. A token that comes a second time was copied: nobody knows whether the
    /// first or the second to use it was its owner, so the whole session ends, for both. Of parallel uses one
    /// wins and the others are such second uses; a page that is open twice must therefore take turns.
    @Transactional(noRollbackFor = Refusal.class)
    public Tokens refresh(RefreshToken used) {
        var next = RefreshToken.random();
        var now = clock.instant();
        var rotated = repository.rotate(used.hash(), next.hash(), now, now.plus(RefreshToken.LIFETIME));
        if (rotated.isEmpty()) {
            repository.endReused(used.hash(), now).ifPresent(account -> {
                audit.record(null, null, "session.token-reused", "account", account, Map.of());
                news.tell(LiveStreams.ACCESS_TOPIC, account);
            });
            throw new Refusal(AccountsRefusal.SESSION_ENDED);
        }
        return tokens(rotated.get().account(), rotated.get().session(), next);
    }

    /// Whichever of the two is known.
    @Transactional
    public void end(@Nullable Caller caller, @Nullable RefreshToken token) {
        if (caller != null) {
            repository.end(caller.session(), clock.instant(), "SIGNED_OUT");
            news.tell(LiveStreams.ACCESS_TOPIC, caller.account());
        }
        if (token != null) {
            repository
                    .endOf(token.hash(), clock.instant(), "SIGNED_OUT")
                    .ifPresent(account -> news.tell(LiveStreams.ACCESS_TOPIC, account));
        }
    }

    /// Ends every session of the account, this one too, and opens a fresh one: tokens of before are worth nothing.
    @Transactional
    public Tokens changePassword(Caller caller, String oldHash, String newHash) {
        if (!accounts.changePassword(caller.account(), oldHash, newHash)) {
            throw new Refusal(AccountsRefusal.WRONG_PASSWORD);
        }
        repository.endAll(caller.account(), clock.instant(), "PASSWORD_CHANGED");
        news.tell(LiveStreams.ACCESS_TOPIC, caller.account());
        audit.record(caller.account(), null, "account.password-changed", "account", caller.account(), Map.of());
        return open(caller.account(), newHash);
    }

    /// Forgets sessions that have been dead for a while.
    @Transactional
    public int forgetDead() {
        var now = clock.instant();
        return repository.deleteDead(now.minus(DEAD_KEPT), now);
    }

    private Tokens tokens(UUID account, UUID session, RefreshToken token) {
        var caller =
                repository.caller(session, account).orElseThrow(() -> new Refusal(PlatformRefusal.UNAUTHENTICATED));
        return new Tokens(accessTokens.issue(account, session), token, caller);
    }
}
