package io.parkapp.payments;

import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ChargeRepository {
    private final JdbcClient jdbc;

    ChargeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Empty if the subject has an open charge already. Of several at once, the database lets one through.
    Optional<Charge> insert(ChargeRequest request, String provider, Instant now) {
        return jdbc.sql("""
                        insert into payments.charge (subject_id, operator_id, account_id, lot_id, description,
                            amount_minor, currency, status, provider, return_to, expires_at, created_at)
                        values (:subject, :operator, :account, :lot, :description,
                            :amount, :currency, 'OPEN', :provider, :returnTo, :expiresAt, :now)
                        on conflict (subject_id) where status = 'OPEN' do nothing
                        returning *, 0 as refunded_minor""")
                .param("subject", request.subjectId())
                .param("operator", request.operatorId())
                .param("account", request.accountId())
                .param("lot", request.lotId())
                .param("description", request.description())
                .param("amount", request.amount().amountMinor())
                .param("currency", request.amount().currency())
                .param("provider", provider)
                .param("returnTo", request.returnTo().toString())
                .param("expiresAt", Sql.timeOrNull(request.expiresAt()))
                .param("now", Sql.time(now))
                .query(ChargeRepository::charge)
                .optional();
    }

    /// Of money that is there already.
    ///
    /// @return the charge's id
    UUID insertPaid(ChargeRequest request, String provider, String providerRef, Instant now) {
        return jdbc.sql("""
                        insert into payments.charge (subject_id, operator_id, account_id, lot_id, description,
                            amount_minor, currency, status, provider, provider_ref, created_at, succeeded_at)
                        values (:subject, :operator, :account, :lot, :description,
                            :amount, :currency, 'SUCCEEDED', :provider, :providerRef, :now, :now)
                        returning id""")
                .param("subject", request.subjectId())
                .param("operator", request.operatorId())
                .param("account", request.accountId())
                .param("lot", request.lotId())
                .param("description", request.description())
                .param("amount", request.amount().amountMinor())
                .param("currency", request.amount().currency())
                .param("provider", provider)
                .param("providerRef", providerRef)
                .param("now", Sql.time(now))
                .query(UUID.class)
                .single();
    }

    Optional<Charge> find(UUID id) {
        return jdbc.sql("""
                        select *, payments.refunded(id) as refunded_minor
                        from payments.charge
                        where id = :id""").param("id", id).query(ChargeRepository::charge).optional();
    }

    Optional<Charge> openOf(UUID subject) {
        return jdbc.sql("""
                        select *, 0 as refunded_minor
                        from payments.charge
                        where subject_id = :subject and status = 'OPEN'""")
                .param("subject", subject)
                .query(ChargeRepository::charge)
                .optional();
    }

    /// Newest first.
    List<Charge> ofSubject(UUID subject) {
        return jdbc.sql("""
                        select *, payments.refunded(id) as refunded_minor
                        from payments.charge
                        where subject_id = :subject
                        order by created_at desc, id desc""")
                .param("subject", subject)
                .query(ChargeRepository::charge)
                .list();
    }

    /// What the provider answered; the first answer stays.
    void rememberSession(UUID id, String providerRef, URI checkoutUrl) {
        jdbc.sql("""
                        update payments.charge
                        set provider_ref = :providerRef, checkout_url = :checkoutUrl
                        where id = :id and checkout_url is null
                            and (provider_ref is null or provider_ref = :providerRef)""")
                .param("id", id)
                .param("providerRef", providerRef)
                .param("checkoutUrl", checkoutUrl.toString())
                .update();
    }

    /// The charge that was open until now, if there was one.
    Optional<UUID> expireOpenOf(UUID subject) {
        return jdbc.sql("""
                        update payments.charge set status = 'EXPIRED'
                        where subject_id = :subject and status = 'OPEN'
                        returning id""").param("subject", subject).query(UUID.class).optional();
    }

    boolean expire(UUID id) {
        return jdbc.sql("""
                        update payments.charge set status = 'EXPIRED'
                        where id = :id and status = 'OPEN'""").param("id", id).update() == 1;
    }

    /// Money that arrived is money that arrived, whatever was thought of the charge before. Empty if it had arrived
    /// already, or if the charge is not this provider's, or not about this amount.
    Optional<Settled> settle(UUID id, String provider, String providerRef, Money amount, Instant now) {
        return jdbc.sql("""
                        update payments.charge
                        set status = 'SUCCEEDED', succeeded_at = :now, failure = null,
                            provider_ref = coalesce(provider_ref, :providerRef)
                        where id = :id and status <> 'SUCCEEDED'
                            and provider = :provider and amount_minor = :amount and currency = :currency
                        returning new.subject_id as subject_id, old.status <> 'OPEN' as late""")
                .param("id", id)
                .param("provider", provider)
                .param("providerRef", providerRef)
                .param("amount", amount.amountMinor())
                .param("currency", amount.currency())
                .param("now", Sql.time(now))
                .query((row, number) -> new Settled(Sql.id(row, "subject_id"), row.getBoolean("late")))
                .optional();
    }

    /// Notes why one attempt did not work; the charge stays open for the next.
    void noteDecline(UUID id, String provider, String failure) {
        jdbc.sql("""
                        update payments.charge set failure = :failure
                        where id = :id and provider = :provider and status = 'OPEN'""")
                .param("id", id)
                .param("provider", provider)
                .param("failure", failure)
                .update();
    }

    /// @return whose charge it was, if it was open until now
    Optional<UUID> fail(UUID id, String provider, String failure) {
        return jdbc.sql("""
                        update payments.charge set status = 'FAILED', failure = :failure
                        where id = :id and provider = :provider and status = 'OPEN'
                        returning subject_id""")
                .param("id", id)
                .param("provider", provider)
                .param("failure", failure)
                .query(UUID.class)
                .optional();
    }

    /// Subjects of which nothing was taken are left out.
    Map<UUID, Paid> paid(Collection<UUID> subjects) {
        return jdbc
                .sql("""
                        select c.subject_id, sum(c.amount_minor)::bigint as captured,
                            coalesce(sum(r.refunded), 0)::bigint as refunded
                        from payments.charge c
                        left join lateral (
                            select sum(amount_minor) as refunded
                            from payments.refund
                            where charge_id = c.id and status <> 'FAILED'
                        ) r on true
                        where c.subject_id = any(:subjects) and c.status = 'SUCCEEDED'
                        group by c.subject_id""")
                .param("subjects", subjects.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(
                        Sql.id(row, "subject_id"), new Paid(row.getLong("captured"), row.getLong("refunded"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// @param late the charge was no longer open
    record Settled(UUID subjectId, boolean late) {}

    private static Charge charge(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var returnTo = row.getString("return_to");
        return new Charge(
                Sql.id(row, "id"),
                Sql.id(row, "subject_id"),
                Sql.id(row, "operator_id"),
                Sql.id(row, "lot_id"),
                row.getObject("account_id", UUID.class),
                row.getString("description"),
                Money.of(row.getLong("amount_minor"), currency),
                PaymentStatus.valueOf(row.getString("status")),
                row.getString("provider"),
                row.getString("provider_ref"),
                row.getString("checkout_url"),
                returnTo == null ? null : URI.create(returnTo),
                Sql.instantOrNull(row, "expires_at"),
                row.getString("failure"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "succeeded_at"),
                Money.of(row.getLong("refunded_minor"), currency));
    }
}
