package io.parkapp.sandbox;

import io.parkapp.platform.Sql;
import io.parkapp.sandbox.SandboxSession.State;
import io.parkapp.values.Money;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
@Profile("demo")
class SandboxRepository {
    private final JdbcClient jdbc;

    SandboxRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return whether it is new; a charge has one session
    boolean insert(SandboxSession session, Instant now) {
        return jdbc.sql("""
                        insert into sandbox.session (id, charge_id, description, amount_minor, currency,
                            return_to, status, expires_at, created_at)
                        values (:id, :charge, :description, :amount, :currency,
                            :returnTo, 'OPEN', :expiresAt, :now)
                        on conflict (charge_id) do nothing""")
                        .param("id", session.id())
                        .param("charge", session.chargeId())
                        .param("description", session.description())
                        .param("amount", session.amount().amountMinor())
                        .param("currency", session.amount().currency())
                        .param("returnTo", session.returnTo().toString())
                        .param("expiresAt", Sql.time(session.expiresAt()))
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    Optional<SandboxSession> find(String id) {
        return jdbc.sql("select * from sandbox.session where id = :id")
                .param("id", id)
                .query(SandboxRepository::session)
                .optional();
    }

    Optional<SandboxSession> ofCharge(UUID charge) {
        return jdbc.sql("select * from sandbox.session where charge_id = :charge")
                .param("charge", charge)
                .query(SandboxRepository::session)
                .optional();
    }

    /// From where only its payer can move it, and in time. Empty if it has moved on already.
    ///
    /// @param card null if it is still the one tried before
    Optional<SandboxSession> move(
            String id, State from, State to, @Nullable SandboxCard card, @Nullable String failure, Instant now) {
        return jdbc.sql("""
                        update sandbox.session
                        set status = :to, failure = :failure, card = coalesce(:card, card),
                            paid_at = case when :to = 'PAID' then cast(:now as timestamptz) end
                        where id = :id and status = :from and expires_at > :now
                        returning *""")
                .param("id", id)
                .param("from", from.name())
                .param("to", to.name())
                .param("card", card == null ? null : card.name())
                .param("failure", failure)
                .param("now", Sql.time(now))
                .query(SandboxRepository::session)
                .optional();
    }

    Optional<SandboxSession> finishProcessing(String id, Instant now) {
        return jdbc.sql("""
                        update sandbox.session set status = 'PAID', paid_at = :now
                        where id = :id and status = 'PROCESSING'
                        returning *""")
                .param("id", id)
                .param("now", Sql.time(now))
                .query(SandboxRepository::session)
                .optional();
    }

    Optional<SandboxSession> expire(String id) {
        return jdbc.sql("""
                        update sandbox.session set status = 'EXPIRED'
                        where id = :id and status in ('OPEN', 'CHALLENGED')
                        returning *""").param("id", id).query(SandboxRepository::session).optional();
    }

    boolean isRefunded(UUID refund) {
        return jdbc.sql("select exists (select from sandbox.refund where id = :refund)")
                .param("refund", refund)
                .query(Boolean.class)
                .single();
    }

    /// @return whether it was paid, and not yet given back so far; the same refund again is a yes
    boolean refund(UUID refund, String session, long amountMinor, Instant now) {
        jdbc.sql("select id from sandbox.session where id = :session for update")
                .param("session", session)
                .query(String.class)
                .optional();
        jdbc.sql("""
                        insert into sandbox.refund (id, session_id, amount_minor, created_at)
                        select :refund, id, :amount, :now
                        from sandbox.session
                        where id = :session and status = 'PAID' and amount_minor >= :amount + (
                            select coalesce(sum(amount_minor), 0)
                            from sandbox.refund
                            where session_id = :session)
                        on conflict (id) do nothing""")
                .param("refund", refund)
                .param("session", session)
                .param("amount", amountMinor)
                .param("now", Sql.time(now))
                .update();
        return isRefunded(refund);
    }

    void insertEvent(String id, String body, Instant now) {
        jdbc.sql("""
                        insert into sandbox.event (id, body, created_at)
                        values (:id, :body, :now)""")
                .param("id", id)
                .param("body", body)
                .param("now", Sql.time(now))
                .update();
    }

    /// Empty once it has been delivered.
    Optional<String> undelivered(String eventId) {
        return jdbc.sql("""
                        select body from sandbox.event
                        where id = :id and delivered_at is null""").param("id", eventId).query(String.class).optional();
    }

    void markDelivered(String eventId, Instant now) {
        jdbc.sql("update sandbox.event set delivered_at = :now where id = :id")
                .param("id", eventId)
                .param("now", Sql.time(now))
                .update();
    }

    private static SandboxSession session(ResultSet row, int number) throws SQLException {
        var card = row.getString("card");
        return new SandboxSession(
                row.getString("id"),
                Sql.id(row, "charge_id"),
                row.getString("description"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                URI.create(row.getString("return_to")),
                State.valueOf(row.getString("status")),
                card == null ? null : SandboxCard.valueOf(card),
                row.getString("failure"),
                Sql.instant(row, "expires_at"));
    }
}
