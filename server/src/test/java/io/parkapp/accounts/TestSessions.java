package io.parkapp.accounts;

import io.parkapp.platform.Sql;
import io.parkapp.values.Language;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lets tests of every module make people and sign them in, without the time that hashing takes.
@TestComponent
public class TestSessions {
    private final JdbcClient jdbc;
    private final SessionRepository sessions;
    private final AccountRepository accounts;
    private final AccessTokens tokens;
    private final Clock clock;
    private final String passwordHash;

    TestSessions(
            JdbcClient jdbc,
            SessionRepository sessions,
            AccountRepository accounts,
            AccessTokens tokens,
            Passwords passwords,
            Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.accounts = accounts;
        this.tokens = tokens;
        this.clock = clock;
        this.passwordHash = passwords.hash("a password for tests");
    }

    public UUID account(String name, String email) {
        return accounts.insert(
                        new PersonName(name), new EmailAddress(email), passwordHash, Language.ENGLISH, clock.instant())
                .orElseThrow();
    }

    public void grant(UUID account, Role role, @Nullable UUID operator) {
        accounts.grant(account, role, operator, null, clock.instant());
    }

    public UUID session(UUID account) {
        return jdbc.sql("insert into accounts.session (account_id, created_at) values (:account, :now) returning id")
                .param("account", account)
                .param("now", Sql.time(clock.instant()))
                .query(UUID.class)
                .single();
    }

    public String accessToken(UUID account, UUID session) {
        return tokens.issue(account, session);
    }

    public Caller caller(UUID account, UUID session) {
        return sessions.caller(session, account).orElseThrow();
    }
}
