package io.parkapp.accounts;

import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SessionRepository {
    static final int DELETED_AT_ONCE_MAX = 10_000;

    private final JdbcClient jdbc;

    SessionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Opened(UUID session, UUID account) {}

    private record Granted(
            UUID account, @Nullable Role role, @Nullable UUID operator) {}

    /// Everything that each request has to know, by primary keys only: nothing where the session ended or the account
    /// may not sign in.
    Optional<Caller> caller(UUID session, UUID account) {
        var rows = jdbc.sql("""
                        select account.id, role_grant.role, role_grant.operator_id
                        from accounts.session
                        join accounts.account on account.id = session.account_id
                        left join accounts.role_grant on role_grant.account_id = account.id
                        where session.id = :session
                          and session.account_id = :account
                          and session.ended_at is null
                          and account.status = 'ACTIVE'""")
                .param("session", session)
                .param("account", account)
                .query(SessionRepository::granted)
                .list();
        return rows.isEmpty() ? Optional.empty() : Optional.of(caller(session, account, rows));
    }

    /// As [#caller(UUID, UUID)], without a session.
    Optional<Caller> caller(UUID account) {
        var rows = jdbc.sql("""
                        select account.id, role_grant.role, role_grant.operator_id
                        from accounts.account left join accounts.role_grant on role_grant.account_id = account.id
                        where account.id = :account and account.status = 'ACTIVE'""")
                .param("account", account)
                .query(SessionRepository::granted)
                .list();
        return rows.isEmpty() ? Optional.empty() : Optional.of(caller(Caller.NO_SESSION, account, rows));
    }

    private static Granted granted(ResultSet row, int number) throws SQLException {
        var role = row.getString("role");
        return new Granted(
                Sql.id(row, "id"), role == null ? null : Role.valueOf(role), row.getObject("operator_id", UUID.class));
    }

    private static Caller caller(UUID session, UUID account, List<Granted> rows) {
        var platformWide = EnumSet.noneOf(Permission.class);
        Map<UUID, Set<Permission>> byOperator = new HashMap<>();
        for (var each : rows) {
            if (each.role() == null) {
                continue;
            }
            var operator = each.operator();
            var scope = operator == null
                    ? platformWide
                    : byOperator.computeIfAbsent(operator, absent -> EnumSet.noneOf(Permission.class));
            scope.addAll(each.role().permissions());
        }
        return new Caller(account, session, platformWide, byOperator);
    }

    /// A session with its first refresh token, and the account's last sign-in: nothing where the account may not sign
    /// in, or where the password was changed since it was compared.
    Optional<UUID> open(UUID account, String passwordHash, byte[] tokenHash, Instant now, Instant expires) {
        return jdbc.sql("""
                        with signed_in as (
                            update accounts.account set last_sign_in_at = :now
                            where id = :account and status = 'ACTIVE' and password_hash = :passwordHash
                            returning id
                        ), opened as (
                            insert into accounts.session (account_id, created_at)
                            select id, :now from signed_in
                            returning id
                        )
                        insert into accounts.refresh_token (hash, session_id, issued_at, expires_at)
                        select :hash, id, :now, :expires from opened
                        returning session_id""")
                .param("account", account)
                .param("passwordHash", passwordHash)
                .param("hash", tokenHash)
                .param("now", Sql.time(now))
                .param("expires", Sql.time(expires))
                .query(UUID.class)
                .optional();
    }

    /// Of any number of uses at once exactly one gets the next token: the others wait for its row and find it used.
    Optional<Opened> rotate(byte[] tokenHash, byte[] nextHash, Instant now, Instant expires) {
        return jdbc.sql("""
                        with used as (
                            update accounts.refresh_token
                            set used_at = :now
                            from accounts.session join accounts.account on account.id = session.account_id
                            where refresh_token.hash = :hash
                              and refresh_token.used_at is null
                              and refresh_token.expires_at > :now
                              and session.id = refresh_token.session_id
                              and session.ended_at is null
                              and account.status = 'ACTIVE'
                            returning refresh_token.session_id, session.account_id
                        ), next as (
                            insert into accounts.refresh_token (hash, session_id, issued_at, expires_at)
                            select :nextHash, session_id, :now, :expires from used
                        )
                        select session_id, account_id from used""")
                .param("hash", tokenHash)
                .param("nextHash", nextHash)
                .param("now", Sql.time(now))
                .param("expires", Sql.time(expires))
                .query((row, number) -> new Opened(Sql.id(row, "session_id"), Sql.id(row, "account_id")))
                .optional();
    }

    /// Ends the session of a token that was used before.
    ///
    /// @return the account whose session it was, if it was still live
    Optional<UUID> endReused(byte[] tokenHash, Instant now) {
        return jdbc.sql("""
                        update accounts.session
                        set ended_at = :now, ended_why = 'REFRESH_TOKEN_REUSED'
                        from accounts.refresh_token
                        where refresh_token.hash = :hash
                          and refresh_token.used_at is not null
                          and session.id = refresh_token.session_id
                          and session.ended_at is null
                        returning session.account_id""")
                .param("hash", tokenHash)
                .param("now", Sql.time(now))
                .query(UUID.class)
                .optional();
    }

    void end(UUID session, Instant now, String why) {
        jdbc.sql("""
                        update accounts.session set ended_at = :now, ended_why = :why
                        where id = :session and ended_at is null""")
                .param("session", session)
                .param("now", Sql.time(now))
                .param("why", why)
                .update();
    }

    /// @return the account whose session it was, if it was still live
    Optional<UUID> endOf(byte[] tokenHash, Instant now, String why) {
        return jdbc.sql("""
                        update accounts.session set ended_at = :now, ended_why = :why
                        from accounts.refresh_token
                        where refresh_token.hash = :hash
                          and session.id = refresh_token.session_id
                          and session.ended_at is null
                        returning session.account_id""")
                .param("hash", tokenHash)
                .param("now", Sql.time(now))
                .param("why", why)
                .query(UUID.class)
                .optional();
    }

    void endAll(UUID account, Instant now, String why) {
        jdbc.sql("""
                        update accounts.session set ended_at = :now, ended_why = :why
                        where account_id = :account and ended_at is null""")
                .param("account", account)
                .param("now", Sql.time(now))
                .param("why", why)
                .update();
    }

    /// Sessions that nobody can go on with: ended, or with no token that is still good. A live session keeps its used
    /// tokens, since that is how a copied one is recognised.
    ///
    /// @param before created then or later they are left alone, whatever they look like
    int deleteDead(Instant before, Instant now) {
        return jdbc.sql("""
                        with dead as (
                            select id from accounts.session
                            where created_at < :before
                              and (ended_at < :before
                                   or not exists (select from accounts.refresh_token
                                                  where session_id = session.id and expires_at > :now))
                            limit :limit
                        ), tokens as (
                            delete from accounts.refresh_token using dead where session_id = dead.id
                        )
                        delete from accounts.session using dead where session.id = dead.id""")
                .param("before", Sql.time(before))
                .param("now", Sql.time(now))
                .param("limit", DELETED_AT_ONCE_MAX)
                .update();
    }
}
