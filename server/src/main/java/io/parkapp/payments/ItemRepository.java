package io.parkapp.payments;

import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is owed, item by item. The ledger follows by triggers.
@Repository
class ItemRepository {
    private final JdbcClient jdbc;

    ItemRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the transaction ends, others who would add items to the subject wait.
    void lock(UUID subject) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(cast(:subject as text), 0)) is null")
                .param("subject", subject)
                .query(Boolean.class)
                .single();
    }

    /// Adds what is missing to the new price, for each rate of tax by itself. Corrections hold on, down to nothing.
    void owe(Owed owed, Instant now) {
        var tax = owed.tax();
        jdbc.sql("""
                        with before as (
                            select kind, tax_name, tax_percent, amount_minor, tax_minor
                            from payments.item where subject_id = :subject
                        ), target as (
                            select greatest(:price + coalesce(sum(amount_minor) filter (where kind = 'CORRECTION'), 0), 0)
                                   as amount_minor
                            from before
                        ), change as (
                            select tax_name, tax_percent, sum(amount_minor) as amount_minor, sum(tax_minor) as tax_minor
                            from (
                                select :taxName as tax_name, cast(:taxPercent as numeric) as tax_percent, amount_minor,
                                       payments.tax_within(amount_minor::bigint, cast(:taxPercent as numeric)) as tax_minor
                                from target
                                union all
                                select tax_name, tax_percent, -amount_minor, -tax_minor from before
                            ) as each
                            group by tax_name, tax_percent
                        )
                        insert into payments.item (subject_id, operator_id, lot_id, kind, amount_minor, tax_minor,
                            tax_name, tax_percent, currency, created_at)
                        select :subject, :operator, :lot, :kind, amount_minor, tax_minor,
                            tax_name, tax_percent, :currency, :now
                        from change
                        where amount_minor <> 0 or tax_minor <> 0""")
                .param("subject", owed.subjectId())
                .param("operator", owed.operatorId())
                .param("lot", owed.lotId())
                .param("kind", owed.occasion().name())
                .param("price", owed.price().amountMinor())
                .param("taxName", tax == null ? null : tax.name())
                .param("taxPercent", tax == null ? null : tax.percent())
                .param("currency", owed.price().currency())
                .param("now", Sql.time(now))
                .update();
    }

    /// Taxed like the subject's latest item.
    ///
    /// @return false when less than nothing would be owed, or nothing was ever owed
    boolean correct(UUID subject, Money amount, String reason, UUID author, Instant now) {
        return jdbc.sql("""
                        with latest as (
                            select operator_id, lot_id, tax_name, tax_percent
                            from payments.item where subject_id = :subject and currency = :currency
                            order by created_at desc, id desc limit 1
                        ), before as (
                            select coalesce(sum(amount_minor), 0) as owed from payments.item where subject_id = :subject
                        )
                        insert into payments.item (subject_id, operator_id, lot_id, kind, amount_minor, tax_minor,
                            tax_name, tax_percent, currency, reason, account_id, created_at)
                        select :subject, operator_id, lot_id, 'CORRECTION', :amount,
                            payments.tax_within((owed + :amount)::bigint, tax_percent)
                                - payments.tax_within(owed::bigint, tax_percent),
                            tax_name, tax_percent, :currency, :reason, :author, :now
                        from latest, before
                        where owed + :amount >= 0""")
                        .param("subject", subject)
                        .param("amount", amount.amountMinor())
                        .param("currency", amount.currency())
                        .param("reason", reason)
                        .param("author", author)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    /// @param paidMinor what was taken and not given back
    record Balance(long owedMinor, long paidMinor) {}

    Balance balance(UUID subject) {
        return jdbc.sql("""
                        select (select coalesce(sum(amount_minor), 0) from payments.item where subject_id = :subject)
                                   as owed,
                               (select coalesce(sum(amount_minor - payments.refunded(id)), 0) from payments.charge
                                where subject_id = :subject and status = 'SUCCEEDED') as paid""")
                .param("subject", subject)
                .query((row, number) -> new Balance(row.getLong("owed"), row.getLong("paid")))
                .single();
    }
}
