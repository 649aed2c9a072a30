package io.parkapp.sandbox;

import io.parkapp.payments.ProviderPayout;
import io.parkapp.payments.ProviderPayout.Of;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Each day in UTC is one payout for each currency, made when it is over. The sandbox keeps 1.4 % and 25 minor units of
/// each payment.
@Repository
@Profile("demo")
class SandboxPayouts {
    private static final int DAYS_TO_ARRIVE = 2;

    /// Of the demo city's past payments, which never went through a checkout, its books are the shop's own.
    private static final String MOVED = """
            with moved as (
                select 'CHARGE' as kind, charge_id::text as source, amount_minor, currency, paid_at as at
                from sandbox.session
                where status = 'PAID' and paid_at >= :from and paid_at < :until
                union all
                select 'REFUND', refund.id::text, -refund.amount_minor, currency, refund.created_at
                from sandbox.refund join sandbox.session on session.id = session_id
                where refund.created_at >= :from and refund.created_at < :until and card is distinct from 'REFUND_FAILS'
                union all
                select 'DISPUTE_' || split_part(body::jsonb ->> 'type', '.', 2), body::jsonb ->> 'dispute',
                       (body::jsonb #>> '{amount,amountMinor}')::bigint
                           * case body::jsonb ->> 'type' when 'dispute.won' then 1 else -1 end,
                       body::jsonb #>> '{amount,currency}', created_at
                from sandbox.event
                where created_at >= :from and created_at < :until
                  and body::jsonb ->> 'type' in ('dispute.opened', 'dispute.won')
                union all
                select 'CHARGE', id::text, amount_minor, currency, succeeded_at
                from payments.charge
                where provider = 'sandbox' and provider_ref like 'demo\\_%' and status = 'SUCCEEDED'
                  and succeeded_at >= :from and succeeded_at < :until
                union all
                select 'REFUND', refund.id::text, -refund.amount_minor, refund.currency, settled_at
                from payments.refund join payments.charge on charge.id = charge_id
                where provider = 'sandbox' and provider_ref like 'demo\\_%' and refund.status = 'SUCCEEDED'
                  and settled_at >= :from and settled_at < :until
            ), line as (
                select moved.*,
                       case kind when 'CHARGE' then round(amount_minor * 0.014)::bigint + 25 else 0 end as fee_minor
                from moved)
            """;

    private final JdbcClient jdbc;

    SandboxPayouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ProviderPayout> since(Instant since, Instant now) {
        return jdbc
                .sql(MOVED + """
                        select (at at time zone 'UTC')::date as day, currency,
                               sum(amount_minor - fee_minor)::bigint as amount_minor
                        from line group by day, currency order by day, currency""")
                // A payout that was made since then is of a day that may have begun before.
                .param("from", Sql.time(begin(dayOf(since).minusDays(1))))
                .param("until", Sql.time(begin(dayOf(now))))
                .query(SandboxPayouts::payout)
                .list()
                .stream()
                .filter(each -> !each.paidAt().isBefore(since))
                .toList();
    }

    List<ProviderPayout.Line> linesOf(ProviderPayout payout) {
        var currency = payout.amount().currency();
        var day = dayOf(payout.paidAt()).minusDays(1);
        return jdbc.sql(MOVED + "select * from line where currency = :currency order by at, source")
                .param("from", Sql.time(begin(day)))
                .param("until", Sql.time(payout.paidAt()))
                .param("currency", currency)
                .query((row, number) -> new ProviderPayout.Line(
                        "txn_" + Objects.requireNonNull(row.getString("kind")).toLowerCase(Locale.ROOT) + "_"
                                + row.getString("source"),
                        of(row),
                        Money.of(row.getLong("amount_minor"), currency),
                        Money.of(row.getLong("fee_minor"), currency),
                        Sql.instant(row, "at")))
                .list();
    }

    private static ProviderPayout payout(ResultSet row, int number) throws SQLException {
        var day = row.getObject("day", LocalDate.class);
        var currency = row.getString("currency");
        return new ProviderPayout(
                "po_" + day + "_" + currency,
                Money.of(row.getLong("amount_minor"), currency),
                begin(day.plusDays(1)),
                day.plusDays(1 + DAYS_TO_ARRIVE));
    }

    private static Of of(ResultSet row) throws SQLException {
        return switch (Objects.requireNonNull(row.getString("kind"))) {
            case "CHARGE" -> new Of.Charge(UUID.fromString(row.getString("source")));
            case "REFUND" -> new Of.Refund(UUID.fromString(row.getString("source")));
            default -> new Of.Dispute(Objects.requireNonNull(row.getString("source")));
        };
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
