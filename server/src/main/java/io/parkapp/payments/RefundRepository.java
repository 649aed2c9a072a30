package io.parkapp.payments;

import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RefundRepository {
    private final JdbcClient jdbc;

    RefundRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Lets one refund of a subject be worked out at a time. The trigger on refunds would settle the race too, but by
    /// an error in place of an answer.
    void lockCharges(UUID subject) {
        jdbc.sql("""
                        select id from payments.charge
                        where subject_id = :subject and status = 'SUCCEEDED'
                        order by id
                        for no key update""").param("subject", subject).query(UUID.class).list();
    }

    boolean isAsked(UUID subject, String reason) {
        return jdbc.sql("""
                        select exists (
                            select from payments.refund r join payments.charge c on c.id = r.charge_id
                            where c.subject_id = :subject and r.reason = :reason)""")
                .param("subject", subject)
                .param("reason", reason)
                .query(Boolean.class)
                .single();
    }

    /// Takes the amount from what is left of the subject's charges, the newest first.
    List<Pending> insert(UUID subject, Money amount, String reason, Instant now) {
        return jdbc.sql("""
                        with remaining as (
                            select id, succeeded_at, amount_minor - payments.refunded(id) as left_minor
                            from payments.charge
                            where subject_id = :subject and status = 'SUCCEEDED' and currency = :currency
                        ), share as (
                            select id, left_minor, coalesce(sum(left_minor) over (
                                order by succeeded_at desc, id desc
                                rows between unbounded preceding and 1 preceding), 0) as newer_minor
                            from remaining
                            where left_minor > 0
                        ), made as (
                            insert into payments.refund (charge_id, reason, amount_minor, currency, status, created_at)
                            select id, :reason, least(left_minor, :amount - newer_minor), :currency, 'PENDING', :now
                            from share
                            where newer_minor < :amount
                            returning id, charge_id, amount_minor
                        )
                        select made.id, made.amount_minor, charge.provider
                        from made join payments.charge on charge.id = made.charge_id""")
                .param("subject", subject)
                .param("amount", amount.amountMinor())
                .param("currency", amount.currency())
                .param("reason", reason)
                .param("now", Sql.time(now))
                .query((row, number) ->
                        new Pending(Sql.id(row, "id"), row.getLong("amount_minor"), row.getString("provider")))
                .list();
    }

    Optional<Refund> findPending(UUID id) {
        return jdbc.sql("""
                        select r.id, r.amount_minor, r.currency, c.provider, c.provider_ref
                        from payments.refund r join payments.charge c on c.id = r.charge_id
                        where r.id = :id and r.status = 'PENDING'""")
                .param("id", id)
                .query((row, number) -> new Refund(
                        Sql.id(row, "id"),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        row.getString("provider"),
                        row.getString("provider_ref")))
                .optional();
    }

    /// By a provider's word. Empty unless it was on its way until now; cash is handed out, and no provider's.
    Optional<RefundSettled> succeed(UUID id, Instant now) {
        return jdbc.sql("""
                        update payments.refund set status = 'SUCCEEDED', settled_at = :now
                        from payments.charge
                        where refund.id = :id and refund.status = 'PENDING' and charge.id = refund.charge_id
                            and charge.provider <> 'cash'
                        returning refund.charge_id, charge.subject_id, refund.amount_minor, refund.currency""")
                .param("id", id)
                .param("now", Sql.time(now))
                .query((row, number) -> settled(id, row))
                .optional();
    }

    /// Empty unless it waited until now, and is this provider's.
    Optional<RefundSettled> payOut(UUID id, String provider, String paidFrom, Instant now) {
        return jdbc.sql("""
                        update payments.refund set status = 'SUCCEEDED', settled_at = :now, paid_from = :paidFrom
                        from payments.charge
                        where refund.id = :id and refund.status = 'PENDING' and charge.id = refund.charge_id
                            and charge.provider = :provider
                        returning refund.charge_id, charge.subject_id, refund.amount_minor, refund.currency""")
                .param("id", id)
                .param("provider", provider)
                .param("paidFrom", paidFrom)
                .param("now", Sql.time(now))
                .query((row, number) -> settled(id, row))
                .optional();
    }

    /// A refund that had worked may still come back: banks do that.
    boolean fail(UUID id, String failure, Instant now) {
        return jdbc.sql("""
                        update payments.refund set status = 'FAILED', failure = :failure, settled_at = :now
                        where id = :id and status <> 'FAILED'""")
                        .param("id", id)
                        .param("failure", failure)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    private static RefundSettled settled(UUID id, ResultSet row) throws SQLException {
        return new RefundSettled(
                id,
                Sql.id(row, "charge_id"),
                Sql.id(row, "subject_id"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")));
    }

    record Pending(UUID id, long amountMinor, String provider) {}

    record Refund(
            UUID id,
            Money amount,
            String provider,
            @Nullable String providerRef) {}
}
