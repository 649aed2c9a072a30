package io.parkapp.accounts;

import io.parkapp.accounts.LinkAsked.Purpose;
import io.parkapp.platform.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LinkRepository {
    private final JdbcClient jdbc;

    LinkRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Owner(UUID account, String name, String email) {}

    /// For an active account.
    ///
    /// @return false where there is none
    boolean insert(UUID id, Purpose purpose, UUID account, byte[] hash, Instant now, Instant expires) {
        return jdbc.sql("""
                                insert into accounts.link (id, purpose, account_id, hash, created_at, expires_at)
                                select :id, :purpose, account.id, :hash, :now, :expires
                                from accounts.account where account.id = :account and status = 'ACTIVE'""")
                        .param("id", id)
                        .param("purpose", purpose.name())
                        .param("account", account)
                        .param("hash", hash)
                        .param("now", Sql.time(now))
                        .param("expires", Sql.time(expires))
                        .update()
                == 1;
    }

    /// Whose a link is that would still work.
    Optional<Owner> owner(byte[] hash, Purpose purpose, Instant now) {
        return jdbc.sql("""
                        select account.id as account, account.name, account.email
                        from accounts.link join accounts.account on account.id = link.account_id
                        where link.hash = :hash and link.purpose = :purpose and link.used_at is null
                          and link.expires_at > :now and account.status = 'ACTIVE'""")
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("now", Sql.time(now))
                .query(Owner.class)
                .optional();
    }

    /// Of any number of uses at once exactly one is the first. Uses up every other link of the account for the same
    /// purpose, too.
    ///
    /// @return the account, at the first use in time
    Optional<UUID> use(byte[] hash, Purpose purpose, Instant now) {
        return jdbc.sql("""
                        with used as (
                            update accounts.link set used_at = :now
                            from accounts.account
                            where link.hash = :hash and link.purpose = :purpose and link.used_at is null
                              and link.expires_at > :now
                              and account.id = link.account_id and account.status = 'ACTIVE'
                            returning link.id, link.account_id
                        ), others as (
                            update accounts.link set used_at = :now
                            from used
                            where link.account_id = used.account_id and link.id <> used.id
                              and link.purpose = :purpose and link.used_at is null
                        )
                        select account_id from used""")
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("now", Sql.time(now))
                .query(UUID.class)
                .optional();
    }

    /// @return false where it was confirmed before
    boolean confirmEmail(UUID account, Instant now) {
        return jdbc.sql("""
                                update accounts.account set email_confirmed_at = :now
                                where id = :account and email_confirmed_at is null and status = 'ACTIVE'""")
                        .param("account", account)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    boolean setPassword(UUID account, String hash) {
        return jdbc.sql("""
                                update accounts.account set password_hash = :hash
                                where id = :account and status = 'ACTIVE'""").param("account", account).param("hash", hash).update() == 1;
    }

    int deleteExpired(Instant before) {
        return jdbc.sql("delete from accounts.link where expires_at < :before")
                .param("before", Sql.time(before))
                .update();
    }

    void deleteOf(UUID account) {
        jdbc.sql("delete from accounts.link where account_id = :account")
                .param("account", account)
                .update();
    }
}
