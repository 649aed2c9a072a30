package io.parkapp.accounting;

import io.parkapp.accounting.Proof.Difference;
import io.parkapp.accounting.Proof.Figure;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Each claim as two statements: its figures, and the rows that differ. They read a day's rows and the stays that these
/// belong to, whatever lies before.
@Repository
class ProofRepository {
    private static final String DAY = """
            with day as materialized (
                select id as lot_id,
                       cast(:day as date)::timestamp at time zone time_zone as begins,
                       (cast(:day as date) + 1)::timestamp at time zone time_zone as ends
                from lots.lot where operator_id = :operator)
            """;

    private static final String CARS = DAY + """
            , stay as materialized (
                select begins, ends, came, went
                from day cross join lateral (
                    select checked_in_at as came, checked_out_at as went
                    from parking.reservation
                    where lot_id = day.lot_id and status = 'COMPLETED'
                      and tstzrange(checked_in_at, checked_out_at) && tstzrange(begins, ends)
                    union all
                    select checked_in_at, null
                    from parking.reservation
                    where lot_id = day.lot_id and status = 'CHECKED_IN' and checked_in_at < ends) as car
            ), counted as (
                select count(*) filter (where came < begins) as inside_before,
                       count(*) filter (where came >= begins) as came,
                       count(*) filter (where went <= ends) as went,
                       count(*) filter (where went is null or went > ends) as inside_after
                from stay)
            select name, figure as count, null::bigint as amount_minor, null as currency
            from counted cross join lateral (values
                (1, 'INSIDE_BEFORE', inside_before), (2, 'CAME', came), (3, 'LEFT', went),
                (4, 'INSIDE_AFTER', inside_after)) as line (place, name, figure)
            order by place
            """;

    /// Stays of which an item was written that day, or a car left.
    private static final String BILLED = DAY + """
            , item as materialized (
                select item.subject_id, item.amount_minor, item.tax_minor, item.currency
                from day join payments.item on item.lot_id = day.lot_id
                where item.operator_id = :operator and item.created_at >= begins and item.created_at < ends
                  and item.created_at >= (cast(:day as date) - 1)::timestamp at time zone 'UTC'
                  and item.created_at < (cast(:day as date) + 2)::timestamp at time zone 'UTC'
            ), touched as materialized (
                select subject_id as id from item
                union
                select id from day cross join lateral (
                    select id from parking.reservation
                    where lot_id = day.lot_id and status = 'COMPLETED'
                      and tstzrange(checked_in_at, checked_out_at) && tstzrange(begins, ends)
                      and checked_out_at <= ends) as left_that_day)
            """;

    private static final String OWED = BILLED + """
            select name, null::bigint as count, figure::bigint as amount_minor, currency
            from (select currency, sum(amount_minor) as owed, sum(tax_minor) as tax from item group by currency) as sums
            cross join lateral (values (1, 'OWED', owed), (2, 'TAX_OF_IT', tax)) as line (place, name, figure)
            order by currency, place
            """;

    private static final String OWED_DIFFERS = BILLED + """
            select 'OWED' as what, reservation.id as source_id, 'P' || number as number, currency, found::bigint as found_minor,
                   greatest(parking.asks(status, payment_policy, price_minor, kept_minor) + corrected, 0)::bigint
                       as expected_minor
            from touched join parking.reservation using (id) cross join lateral (
                select coalesce(sum(amount_minor), 0) as found,
                       coalesce(sum(amount_minor) filter (where kind = 'CORRECTION'), 0) as corrected
                from payments.item where subject_id = reservation.id) as items
            where found <> greatest(parking.asks(status, payment_policy, price_minor, kept_minor) + corrected, 0)
            order by number limit :limit
            """;

    /// Money of that day.
    private static final String MOVED = DAY + """
            , captured as materialized (
                select charge.id, subject_id, amount_minor, currency
                from day join payments.charge using (lot_id)
                where status = 'SUCCEEDED' and succeeded_at >= begins and succeeded_at < ends
            ), refunded as materialized (
                select refund.id, subject_id, refund.amount_minor, refund.currency
                from payments.refund join payments.charge on charge.id = refund.charge_id join day using (lot_id)
                where refund.status = 'SUCCEEDED' and settled_at >= begins and settled_at < ends
                  and settled_at >= (cast(:day as date) - 1)::timestamp at time zone 'UTC'
                  and settled_at < (cast(:day as date) + 2)::timestamp at time zone 'UTC'
            ), stay as materialized (
                select id, sum.currency, owed, taken - back as kept
                from (select subject_id as id, currency from captured union select subject_id, currency from refunded)
                    as sum
                cross join lateral (
                    select coalesce(sum(amount_minor), 0)::bigint as owed from payments.item where subject_id = sum.id) as a
                cross join lateral (
                    select coalesce(sum(amount_minor), 0)::bigint as taken,
                           coalesce(sum(payments.refunded(charge.id)), 0)::bigint as back
                    from payments.charge where subject_id = sum.id and status = 'SUCCEEDED') as b)
            """;

    private static final String PAID = MOVED + """
            select name, null::bigint as count, sum(figure)::bigint as amount_minor, currency
            from (
                select 1 as place, 'CAPTURED' as name, currency, amount_minor as figure from captured
                union all
                select 2, 'REFUNDED', currency, amount_minor from refunded
                union all
                select 3, 'OPEN', currency, greatest(owed - kept, 0) from stay) as line
            group by currency, place, name order by currency, place
            """;

    private static final String PAID_DIFFERS = MOVED + """
            select 'HELD_TOO_MUCH' as what, stay.id as source_id, 'P' || number as number, stay.currency, owed as expected_minor,
                   kept as found_minor
            from stay left join parking.reservation on reservation.id = stay.id
            where kept > owed
            order by number limit :limit
            """;

    /// By what each event should do to what drivers owe.
    private static final String POSTED = MOVED + """
            , ours as (
                select 'OWED' as event, item.id as source_id, subject_id, amount_minor, currency
                from day join payments.item on item.lot_id = day.lot_id
                where item.operator_id = :operator and item.created_at >= begins and item.created_at < ends
                  and item.created_at >= (cast(:day as date) - 1)::timestamp at time zone 'UTC'
                  and item.created_at < (cast(:day as date) + 2)::timestamp at time zone 'UTC'
                union all
                select 'CAPTURED', id, subject_id, -amount_minor, currency from captured
                union all
                select 'REFUNDED', id, subject_id, amount_minor, currency from refunded
            ), ledgers as (
                select event, source_id, subject_id, currency,
                       sum(case when debit = 'RECEIVABLE' then amount_minor else -amount_minor end) as amount_minor
                from day join ledger.transfer using (lot_id)
                where transfer.operator_id = :operator and at >= begins and at < ends
                  and at >= (cast(:day as date) - 1)::timestamp at time zone 'UTC'
                  and at < (cast(:day as date) + 2)::timestamp at time zone 'UTC'
                  and event in ('OWED', 'CAPTURED', 'REFUNDED') and 'RECEIVABLE' in (debit, credit)
                  and not (event = 'REFUNDED' and exists (
                      select from ledger.transfer as later
                      where later.source_id = transfer.source_id and later.event = 'REFUND_RETURNED'))
                group by event, source_id, subject_id, currency)
            """;

    private static final String LEDGER = POSTED + """
            select event || side as name, null::bigint as count,
                   sum(case when event = 'CAPTURED' then -amount_minor else amount_minor end)::bigint as amount_minor, currency
            from (
                select event, '_ROWS' as side, currency, amount_minor from ours
                union all
                select event, '_LEDGER', currency, amount_minor from ledgers) as line
            group by currency, event, side
            order by currency, array_position(array['OWED', 'CAPTURED', 'REFUNDED'], event), side desc
            """;

    private static final String LEDGER_DIFFERS = POSTED + """
            select coalesce(ours.event, ledgers.event) as what, coalesce(ours.source_id, ledgers.source_id) as source_id,
                   'P' || number as number, coalesce(ours.currency, ledgers.currency) as currency,
                   coalesce(ours.amount_minor, 0)::bigint as expected_minor,
                   coalesce(ledgers.amount_minor, 0)::bigint as found_minor
            from ours full join ledgers using (event, source_id)
            left join parking.reservation on reservation.id = coalesce(ours.subject_id, ledgers.subject_id)
            where coalesce(ours.amount_minor, 0) <> coalesce(ledgers.amount_minor, 0)
               or ours.currency <> ledgers.currency
            order by what, source_id limit :limit
            """;

    private static final String DOCUMENTS = DAY + """
            , issued as (
                select kind || 'S' as name, document.currency, total_minor
                from day join receipts.document using (lot_id)
                where issued_at >= begins and issued_at < ends)
            select line.name, count, amount_minor, currency
            from (
                select name || '_COUNT' as name, count(*) as count, null::bigint as amount_minor, null as currency,
                       name as kind
                from issued group by name
                union all
                select name, null, sum(total_minor)::bigint, currency, name from issued group by name, currency) as line
            order by kind desc, currency nulls first
            """;

    /// Of each document of the day, the one with the number before must exist.
    private static final String DOCUMENTS_DIFFER = MOVED + """
            select * from (
                select 'RECEIPT' as what, captured.id as source_id, spoken_number as number, captured.currency,
                       amount_minor as expected_minor, total_minor as found_minor
                from captured left join receipts.document on charge_id = captured.id
                where total_minor is distinct from amount_minor
                union all
                select 'CREDIT_NOTE', refunded.id, spoken_number, refunded.currency, amount_minor, total_minor
                from refunded left join receipts.document on refund_id = refunded.id
                where total_minor is distinct from amount_minor
                union all
                select 'NUMBER_MISSING', document.id, receipts.spoken(series, number - 1), document.currency, null, null
                from day join receipts.document using (lot_id)
                where issued_at >= begins and issued_at < ends and number > 1 and not exists (
                    select from receipts.document as before
                    where (before.operator_id, before.series, before.number)
                        = (document.operator_id, document.series, document.number - 1))) as row
            order by what, source_id limit :limit
            """;

    /// Drawers that were closed that day, with what the ledger says of each: before it was emptied, and afterwards.
    private static final String CLOSED = DAY + """
            , drawer as (
                select shift.id, shift.currency, counted_minor, expected_minor, before_minor, left_minor
                from day join desk.shift using (lot_id) cross join lateral (
                    select coalesce(sum(debit_minor - credit_minor), 0)::bigint as left_minor,
                           coalesce(sum(debit_minor - credit_minor) filter (where event <> 'SHIFT_CLOSED'), 0)::bigint
                               as before_minor
                    from ledger.entry where account = 'CASH' and part = shift.id::text) as ledger
                where closed_at >= begins and closed_at < ends)
            """;

    private static final String DRAWERS = CLOSED + """
            select 'DRAWERS' as name, count(*) as count, null::bigint as amount_minor, null as currency
            from drawer having count(*) > 0
            union all
            select name, null, sum(figure)::bigint, currency
            from drawer cross join lateral (values
                ('DRAWERS_COUNTED', counted_minor), ('DRAWERS_DIFFERENCE', counted_minor - expected_minor)) as line (name, figure)
            group by name, currency
            order by currency nulls first, name
            """;

    private static final String DRAWERS_DIFFER = CLOSED + """
            select 'DRAWER' as what, id as source_id, null as number, currency, expected_minor,
                   before_minor + left_minor as found_minor
            from drawer
            where before_minor <> expected_minor or left_minor <> 0
            order by id limit :limit
            """;

    /// By days of UTC: payouts belong to no lot. Booked is when a payout was fetched.
    private static final String PAID_OUT = """
            with share as materialized (
                select share.id, provider_ref, currency, gross_minor - fee_minor as net_minor, fee_minor
                from payouts.share join payouts.payout on payout.id = payout_id
                where operator_id = :operator and fetched_at >= cast(:day as date)::timestamp at time zone 'UTC'
                  and fetched_at < (cast(:day as date) + 1)::timestamp at time zone 'UTC'
            ), ours as (
                select 'PAID_OUT' as what, id as source_id, provider_ref, currency, net_minor as amount_minor
                from share where net_minor <> 0
                union all
                select 'FEE', id, provider_ref, currency, fee_minor from share where fee_minor <> 0
            ), ledgers as (
                select case when 'FEES' in (debit, credit) then 'FEE' else 'PAID_OUT' end as what, source_id, currency,
                       sum(case when credit = 'CLEARING' then amount_minor else -amount_minor end) as amount_minor
                from ledger.transfer
                where operator_id = :operator and event = 'PAID_OUT'
                  and at >= cast(:day as date)::timestamp at time zone 'UTC'
                  and at < (cast(:day as date) + 1)::timestamp at time zone 'UTC'
                group by what, source_id, currency)
            """;

    private static final String PAYOUTS = PAID_OUT + """
            select what || side as name, null::bigint as count, sum(amount_minor)::bigint as amount_minor, currency
            from (
                select what, '_ROWS' as side, currency, amount_minor from ours
                union all
                select what, '_LEDGER', currency, amount_minor from ledgers) as line
            group by currency, what, side
            order by currency, what desc, side desc
            """;

    private static final String PAYOUTS_DIFFER = PAID_OUT + """
            select what, source_id, provider_ref as number, coalesce(ours.currency, ledgers.currency) as currency,
                   coalesce(ours.amount_minor, 0)::bigint as expected_minor,
                   coalesce(ledgers.amount_minor, 0)::bigint as found_minor
            from ours full join ledgers using (what, source_id)
            where coalesce(ours.amount_minor, 0) <> coalesce(ledgers.amount_minor, 0)
               or ours.currency <> ledgers.currency
            order by what, source_id limit :limit
            """;

    private final JdbcClient jdbc;

    ProofRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Figure> figures(Proof.Claim claim, UUID operator, LocalDate day) {
        return switch (claim) {
            case CARS -> figures(jdbc.sql(CARS), operator, day);
            case OWED -> figures(jdbc.sql(OWED), operator, day);
            case PAID -> figures(jdbc.sql(PAID), operator, day);
            case LEDGER -> figures(jdbc.sql(LEDGER), operator, day);
            case DOCUMENTS -> figures(jdbc.sql(DOCUMENTS), operator, day);
            case DRAWERS -> figures(jdbc.sql(DRAWERS), operator, day);
            case PAYOUTS -> figures(jdbc.sql(PAYOUTS), operator, day);
        };
    }

    private static List<Figure> figures(StatementSpec statement, UUID operator, LocalDate day) {
        return statement
                .param("operator", operator)
                .param("day", day)
                .query((row, index) -> {
                    var currency = row.getString("currency");
                    return new Figure(
                            row.getString("name"),
                            row.getObject("count", Long.class),
                            currency == null ? null : Money.of(row.getLong("amount_minor"), currency));
                })
                .list();
    }

    /// Cars are counted from the same rows on both sides; the database's constraints hold those together.
    List<Difference> differences(Proof.Claim claim, UUID operator, LocalDate day, int limit) {
        return switch (claim) {
            case CARS -> List.of();
            case OWED -> differences(jdbc.sql(OWED_DIFFERS), operator, day, limit);
            case PAID -> differences(jdbc.sql(PAID_DIFFERS), operator, day, limit);
            case LEDGER -> differences(jdbc.sql(LEDGER_DIFFERS), operator, day, limit);
            case DOCUMENTS -> differences(jdbc.sql(DOCUMENTS_DIFFER), operator, day, limit);
            case DRAWERS -> differences(jdbc.sql(DRAWERS_DIFFER), operator, day, limit);
            case PAYOUTS -> differences(jdbc.sql(PAYOUTS_DIFFER), operator, day, limit);
        };
    }

    private static List<Difference> differences(StatementSpec statement, UUID operator, LocalDate day, int limit) {
        return statement
                .param("operator", operator)
                .param("day", day)
                .param("limit", limit)
                .query((row, index) -> {
                    var currency = row.getString("currency");
                    return new Difference(
                            row.getString("what"),
                            Sql.id(row, "source_id"),
                            row.getString("number"),
                            money(row.getObject("expected_minor", Long.class), currency),
                            money(row.getObject("found_minor", Long.class), currency));
                })
                .list();
    }

    private static @Nullable Money money(@Nullable Long amountMinor, String currency) {
        return amountMinor == null ? null : Money.of(amountMinor, currency);
    }
}
