package io.parkapp.accounting;

import io.parkapp.accounting.Books.Span;
import io.parkapp.platform.StreamingSql;
import io.parkapp.values.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BooksRepository {
    /// The outer bounds, a day wider than any time zone, are for the index.
    private static final String ENTRIES = """
            with line as (
                select entry.*, coalesce(lot.time_zone, 'UTC') as time_zone, lot.name as lot
                from ledger.entry left join lots.lot on lot.id = entry.lot_id
                where entry.operator_id = :operator
                  and at >= (cast(:from as date) - 1)::timestamp at time zone 'UTC'
                  and at < (cast(:until as date) + 2)::timestamp at time zone 'UTC'
            ), dated as (
                select *, at at time zone time_zone as local_at from line
                where (at at time zone time_zone)::date between :from and :until)
            """;

    private final JdbcClient jdbc;
    private final StreamingSql streaming;

    BooksRepository(JdbcClient jdbc, StreamingSql streaming) {
        this.jdbc = jdbc;
        this.streaming = streaming;
    }

    record JournalLine(
            LocalDate day,
            String time,
            String event,
            String account,
            String accountName,
            String part,
            long debitMinor,
            long creditMinor,
            String currency,
            @Nullable String lot,
            @Nullable String reservation,
            UUID source) {}

    /// Row by row, so that a year of a city fits into memory. Needs a transaction around it.
    void journal(UUID operator, Span span, Consumer<JournalLine> each) {
        streaming
                .client()
                .sql(ENTRIES + """
                        select local_at::date as day, to_char(local_at, 'HH24:MI:SS') as time, event, account,
                               account.name as account_name, part, debit_minor, credit_minor, dated.currency, lot,
                               'P' || number as reservation, source_id
                        from dated join ledger.account on account.code = dated.account
                        left join parking.reservation on reservation.id = subject_id
                        order by at, dated.id, debit_minor = 0""")
                .param("operator", operator)
                .param("from", span.from())
                .param("until", span.until())
                .query(row -> {
                    each.accept(new JournalLine(
                            row.getObject("day", LocalDate.class),
                            row.getString("time"),
                            row.getString("event"),
                            row.getString("account"),
                            row.getString("account_name"),
                            row.getString("part"),
                            row.getLong("debit_minor"),
                            row.getLong("credit_minor"),
                            row.getString("currency"),
                            row.getString("lot"),
                            row.getString("reservation"),
                            row.getObject("source_id", UUID.class)));
                });
    }

    record PayoutLine(
            LocalDate day,
            String provider,
            String payout,
            LocalDate arrivesOn,
            String line,
            String kind,
            String state,
            @Nullable String reservation,
            @Nullable Long expectedMinor,
            long amountMinor,
            long feeMinor,
            String currency) {}

    /// The operator's lines of payouts, by the days of UTC on which these were made. Row by row, like the journal.
    void payouts(UUID operator, Span span, Consumer<PayoutLine> each) {
        streaming
                .client()
                .sql("""
                        select (payout.paid_at at time zone 'UTC')::date as day, payout.provider,
                               payout.provider_ref as payout, payout.arrives_on, line.provider_ref as line, line.kind,
                               line.state, 'P' || reservation.number as reservation, line.expected_minor,
                               line.amount_minor, line.fee_minor, payout.currency
                        from payouts.payout join payouts.line on line.payout_id = payout.id
                        left join parking.reservation on reservation.id = line.subject_id
                        where line.operator_id = :operator
                          and payout.paid_at >= cast(:from as date)::timestamp at time zone 'UTC'
                          and payout.paid_at < (cast(:until as date) + 1)::timestamp at time zone 'UTC'
                        order by payout.paid_at, payout.id, line.at, line.provider_ref""")
                .param("operator", operator)
                .param("from", span.from())
                .param("until", span.until())
                .query(row -> {
                    each.accept(new PayoutLine(
                            row.getObject("day", LocalDate.class),
                            row.getString("provider"),
                            row.getString("payout"),
                            row.getObject("arrives_on", LocalDate.class),
                            row.getString("line"),
                            row.getString("kind"),
                            row.getString("state"),
                            row.getString("reservation"),
                            row.getObject("expected_minor", Long.class),
                            row.getLong("amount_minor"),
                            row.getLong("fee_minor"),
                            row.getString("currency")));
                });
    }

    List<TaxLine> tax(UUID operator, Span span) {
        return jdbc.sql("""
                        select tax_name, trim_scale(tax_percent)::text as tax_percent, item.currency,
                               sum(amount_minor)::bigint as gross, sum(tax_minor)::bigint as tax
                        from payments.item join lots.lot on lot.id = item.lot_id
                        where item.operator_id = :operator
                          and item.created_at >= (cast(:from as date) - 1)::timestamp at time zone 'UTC'
                          and item.created_at < (cast(:until as date) + 2)::timestamp at time zone 'UTC'
                          and (item.created_at at time zone time_zone)::date between :from and :until
                        group by tax_name, item.tax_percent, item.currency
                        order by item.currency, item.tax_percent desc nulls last, tax_name""")
                .param("operator", operator)
                .param("from", span.from())
                .param("until", span.until())
                .query((row, index) -> {
                    var currency = row.getString("currency");
                    var gross = Money.of(row.getLong("gross"), currency);
                    var tax = Money.of(row.getLong("tax"), currency);
                    return new TaxLine(
                            row.getString("tax_name"), row.getString("tax_percent"), gross.minus(tax), tax, gross);
                })
                .list();
    }

    List<ClearingLine> clearing(UUID operator, Span span) {
        return jdbc.sql(ENTRIES + """
                        select part as provider, local_at::date as day, currency,
                               sum(debit_minor)::bigint as captured, sum(credit_minor)::bigint as refunded
                        from dated where account = 'CLEARING' and event <> 'PAID_OUT'
                        group by part, local_at::date, currency
                        order by day, provider, currency""")
                .param("operator", operator)
                .param("from", span.from())
                .param("until", span.until())
                .query((row, index) -> {
                    var currency = row.getString("currency");
                    return new ClearingLine(
                            row.getString("provider"),
                            row.getObject("day", LocalDate.class),
                            Money.of(row.getLong("captured"), currency),
                            Money.of(row.getLong("refunded"), currency));
                })
                .list();
    }
}
