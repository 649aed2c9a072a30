package io.parkapp.notifications;

import io.parkapp.platform.Sql;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The browsers that people have switched on.
@Repository
class BrowserRepository {
    private static final String READ = "id, endpoint, name, created_at, last_told_at";

    private final JdbcClient jdbc;

    BrowserRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a message to a browser needs.
    ///
    /// @param p256dh its public key
    /// @param auth its secret, which only we and it know
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Subscription(UUID id, String endpoint, byte[] p256dh, byte[] auth) {}

    /// Until the transaction ends, others who would add browsers to the account wait.
    void lock(UUID account) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(cast(:account as text), 0)) is null")
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    List<Browser> list(UUID account) {
        return jdbc.sql("select " + READ + " from notifications.browser where account_id = :account order by id")
                .param("account", account)
                .query(BrowserRepository::browser)
                .list();
    }

    /// One that is there already is the account's from now on.
    ///
    /// @return nothing where the account has as many as it may
    Optional<Browser> add(UUID account, String endpoint, byte[] p256dh, byte[] auth, String name, Instant now) {
        return jdbc.sql("""
                        insert into notifications.browser (account_id, endpoint, p256dh, auth, name, created_at)
                        select :account, :endpoint, :p256dh, :auth, :name, :now
                        where (select count(*) from notifications.browser
                               where account_id = :account and endpoint <> :endpoint) < :most
                        on conflict (endpoint) do update
                        set account_id = excluded.account_id, p256dh = excluded.p256dh, auth = excluded.auth,
                            name = excluded.name, created_at = excluded.created_at
                        returning\s""" + READ)
                .param("account", account)
                .param("endpoint", endpoint)
                .param("p256dh", p256dh)
                .param("auth", auth)
                .param("name", name)
                .param("now", Sql.time(now))
                .param("most", Browser.PER_ACCOUNT_MAX)
                .query(BrowserRepository::browser)
                .optional();
    }

    /// @return false where the account has none of this id
    boolean remove(UUID account, UUID id) {
        return jdbc.sql("delete from notifications.browser where id = :id and account_id = :account")
                        .param("id", id)
                        .param("account", account)
                        .update()
                == 1;
    }

    void forget(UUID id) {
        jdbc.sql("delete from notifications.browser where id = :id")
                .param("id", id)
                .update();
    }

    /// Browsers of the account that do not have the message yet.
    List<Subscription> pending(UUID account, UUID message) {
        return jdbc.sql("""
                        select browser.id, browser.endpoint, browser.p256dh, browser.auth
                        from notifications.browser
                        where browser.account_id = :account
                          and not exists (select from notifications.message
                                          where message.id = :message and browser.id = any(message.reached))
                        order by browser.id""")
                .param("account", account)
                .param("message", message)
                .query((row, index) -> new Subscription(
                        Sql.id(row, "id"), row.getString("endpoint"), row.getBytes("p256dh"), row.getBytes("auth")))
                .list();
    }

    boolean hasReached(UUID message) {
        return jdbc.sql("select cardinality(reached) > 0 from notifications.message where id = :message")
                .param("message", message)
                .query(Boolean.class)
                .single();
    }

    void reached(UUID browser, UUID message, Instant now) {
        jdbc.sql("""
                        with told as (
                            update notifications.browser set last_told_at = :now where id = :browser
                        )
                        update notifications.message set reached = array_append(reached, :browser)
                        where id = :message""")
                .param("browser", browser)
                .param("message", message)
                .param("now", Sql.time(now))
                .update();
    }

    /// Of an account that has not chosen push for anything: what is about to happen and would be mailed comes that way
    /// too from now on. What somebody wants by no mail stays as they chose it.
    void tellOfWhatIsNear(UUID account, List<MessageKind> near) {
        jdbc.sql("""
                        insert into notifications.choice as known (account_id, kind, channels)
                        select :account, kind, array['EMAIL', 'PUSH'] from unnest(cast(:near as text[])) as near (kind)
                        where not exists (select from notifications.choice
                                          where account_id = :account and 'PUSH' = any(channels))
                        on conflict (account_id, kind) do update set channels = array_append(known.channels, 'PUSH')
                        where 'EMAIL' = any(known.channels)""")
                .param("account", account)
                .param("near", near.stream().map(Enum::name).toArray(String[]::new))
                .update();
    }

    private static Browser browser(ResultSet row, int index) throws SQLException {
        return new Browser(
                Sql.id(row, "id"),
                row.getString("name"),
                URI.create(row.getString("endpoint")).getHost(),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "last_told_at"));
    }
}
