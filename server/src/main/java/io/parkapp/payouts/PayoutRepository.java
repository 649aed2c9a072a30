package io.parkapp.payouts;

import io.parkapp.payments.ProviderPayout;
import io.parkapp.payments.ProviderPayout.Of;
import io.parkapp.payouts.Payouts.Kind;
import io.parkapp.payouts.Payouts.Line;
import io.parkapp.payouts.Payouts.Missing;
import io.parkapp.payouts.Payouts.State;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PayoutRepository {
    /// Keeps a payout, holds its lines against our rows, and adds up each operator's share: one statement, all of it or
    /// nothing. A row of ours may bring what earlier lines of its direction have not brought: named twice, it
    /// differs. A refund's money comes back only where we know that it failed. A trigger posts the shares.
    private static final String KEEP = """
            with kept as (
                insert into payouts.payout
                    (provider, provider_ref, amount_minor, currency, paid_at, arrives_on, fetched_at)
                values (:provider, :ref, :amount, :currency, :paidAt, :arrivesOn, :now)
                on conflict on constraint each_payout_once do nothing
                returning id
            ), told as materialized (
                select kept.id as payout_id, ref, kind, source, dispute, "amountMinor" as amount_minor,
                       "feeMinor" as fee_minor, at, sign("amountMinor")::int as direction,
                       row_number() over (partition by kind, source, dispute, sign("amountMinor") order by ref) as place
                from kept cross join jsonb_to_recordset(cast(:lines as jsonb)) as it
                    (ref text, kind text, source uuid, dispute text, "amountMinor" bigint, "feeMinor" bigint, at timestamptz)
            ), ours as (
                select told.ref, 'CHARGE' as kind, charge.id, operator_id, subject_id, charge.currency, direction, place,
                       case direction when 1 then charge.amount_minor else 0 end as minor
                from told join payments.charge on charge.id = told.source
                where told.kind = 'CHARGE' and charge.provider = :provider and charge.status = 'SUCCEEDED'
                union all
                select told.ref, 'REFUND', refund.id, operator_id, subject_id, refund.currency, direction, place,
                       case when direction = -1 then -refund.amount_minor
                            when refund.status = 'FAILED' then refund.amount_minor else 0 end
                from told join payments.refund on refund.id = told.source
                join payments.charge on charge.id = refund.charge_id
                where told.kind = 'REFUND' and charge.provider = :provider
                union all
                select told.ref, 'DISPUTE', dispute.id, operator_id, subject_id, dispute.currency, direction, place,
                       direction * dispute.amount_minor
                from told join payments.dispute on dispute.provider_ref = told.dispute
                join payments.charge on charge.id = dispute.charge_id
                where told.kind = 'DISPUTE' and dispute.provider = :provider
            ), expected as (
                select ours.*,
                       case when ours.currency <> :currency then null
                            when place > 1 then 0
                            else minor - coalesce((
                               select sum(line.amount_minor) from payouts.line
                               where line.source_id = ours.id and line.kind = ours.kind
                                 and sign(line.amount_minor) = direction), 0)
                       end as expected_minor
                from ours
            ), line as (
                insert into payouts.line (payout_id, provider_ref, kind, state, source_id, operator_id, subject_id,
                    expected_minor, amount_minor, fee_minor, at)
                select payout_id, told.ref, told.kind,
                       case when expected.id is null then 'UNKNOWN'
                            when expected_minor = told.amount_minor then 'MATCHED' else 'DIFFERENT' end,
                       expected.id, operator_id, subject_id, expected_minor, told.amount_minor, told.fee_minor, told.at
                from told left join expected on expected.ref = told.ref
                returning payout_id, operator_id, amount_minor, fee_minor
            )
            insert into payouts.share (payout_id, operator_id, gross_minor, fee_minor)
            select payout_id, operator_id, sum(amount_minor), sum(fee_minor)
            from line where operator_id is not null
            group by payout_id, operator_id
            """;

    /// What of which the operator has a share; and, for those who may see it, what has lines that are nobody's.
    private static final String VISIBLE = """
            with page as (
                select payout.*, coalesce(share.gross_minor, 0) as gross_minor, coalesce(share.fee_minor, 0) as fee_minor
                from payouts.payout
                left join payouts.share on share.payout_id = payout.id and share.operator_id = :operator
                where (share.id is not null or :all and exists (
                    select from payouts.line where line.payout_id = payout.id and line.state = 'UNKNOWN'))
            """;

    private static final String COUNTED = """
            )
            select page.*, counted.lines, counted.different, counted.unknown
            from page cross join lateral (
                select count(*) filter (where operator_id = :operator) as lines,
                       count(*) filter (where operator_id = :operator and state = 'DIFFERENT') as different,
                       count(*) filter (where operator_id is null and :all) as unknown
                from payouts.line where line.payout_id = page.id) as counted
            order by page.paid_at desc, page.id desc
            """;

    /// Since the first line of the first payout that we know of; until some time before the newest payment that the
    /// provider paid out, but at the latest until `:before`.
    private static final String MISSING = """
            with reach as materialized (
                select known.provider, greatest(first.at, :after) as since,
                       greatest(newest.at - make_interval(secs => :behindSeconds), :before) as until
                from (select distinct provider from payouts.payout) as known
                cross join lateral (
                    select min(line.at) as at from payouts.line where line.payout_id = (
                        select payout.id from payouts.payout where payout.provider = known.provider
                        order by payout.paid_at, payout.id limit 1)) as first
                left join lateral (
                    select taken.at
                    from payouts.payout cross join lateral (
                        select max(line.at) as at from payouts.line
                        where line.payout_id = payout.id and line.kind = 'CHARGE') as taken
                    where payout.provider = known.provider and taken.at is not null
                    order by payout.paid_at desc, payout.id desc limit 1) as newest on true
            ), moved as (
                select provider, 'CHARGE' as kind, charge.id, subject_id, amount_minor, charge.currency,
                       succeeded_at as at
                from reach cross join lots.lot join payments.charge using (provider)
                where lot.operator_id = :operator and charge.lot_id = lot.id and charge.operator_id = :operator
                  and charge.status = 'SUCCEEDED' and succeeded_at >= cast(:after as timestamptz)
                  and succeeded_at >= since and succeeded_at < until
                union all
                select provider, 'REFUND', refund.id, subject_id, -refund.amount_minor, refund.currency, settled_at
                from reach cross join payments.refund join payments.charge using (provider)
                where charge.id = refund.charge_id and charge.operator_id = :operator
                  and refund.status = 'SUCCEEDED' and settled_at >= since and settled_at < until)
            select moved.*, 'P' || reservation.number as number
            from moved left join parking.reservation on reservation.id = subject_id
            where not exists (select from payouts.line
                              where line.source_id = moved.id and line.kind = moved.kind)
            order by at, moved.id limit :limit
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PayoutRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A line as the statement reads it.
    private record Told(
            String ref,
            Kind kind,
            @Nullable UUID source,
            @Nullable String dispute,
            long amountMinor,
            long feeMinor,
            Instant at) {
        static Told of(ProviderPayout.Line line) {
            var amount = line.amount().amountMinor();
            var fee = line.fee().amountMinor();
            return switch (line.of()) {
                case Of.Charge(var id) -> new Told(line.ref(), Kind.CHARGE, id, null, amount, fee, line.at());
                case Of.Refund(var id) -> new Told(line.ref(), Kind.REFUND, id, null, amount, fee, line.at());
                case Of.Dispute(var ref) -> new Told(line.ref(), Kind.DISPUTE, null, ref, amount, fee, line.at());
                case Of.Other() -> new Told(line.ref(), Kind.OTHER, null, null, amount, fee, line.at());
            };
        }
    }

    Optional<Instant> newest(String provider) {
        return jdbc.sql("select max(paid_at) as paid_at from payouts.payout where provider = :provider")
                .param("provider", provider)
                .query((row, number) -> Optional.ofNullable(Sql.instantOrNull(row, "paid_at")))
                .single();
    }

    /// The oldest that was left and not kept since.
    Optional<Instant> oldestLeft(String provider) {
        return jdbc.sql("""
                        select min(paid_at) as paid_at from payouts.left_out
                        where provider = :provider and not exists (
                            select from payouts.payout
                            where (payout.provider, payout.provider_ref) = (left_out.provider, left_out.provider_ref))""")
                .param("provider", provider)
                .query((row, number) -> Optional.ofNullable(Sql.instantOrNull(row, "paid_at")))
                .single();
    }

    /// Remembers to ask for it again.
    void leave(String provider, ProviderPayout payout, Instant now) {
        jdbc.sql("""
                        insert into payouts.left_out (provider, provider_ref, paid_at, left_at)
                        values (:provider, :ref, :paidAt, :now)
                        on conflict on constraint each_left_once do nothing""")
                .param("provider", provider)
                .param("ref", payout.ref())
                .param("paidAt", Sql.time(payout.paidAt()))
                .param("now", Sql.time(now))
                .update();
    }

    boolean isKnown(String provider, String ref) {
        return jdbc.sql("""
                        select exists (select from payouts.payout
                                       where provider = :provider and provider_ref = :ref)""")
                .param("provider", provider)
                .param("ref", ref)
                .query(Boolean.class)
                .single();
    }

    /// Once, however often it is told.
    void keep(String provider, ProviderPayout payout, List<ProviderPayout.Line> lines, Instant now) {
        jdbc.sql(KEEP)
                .param("provider", provider)
                .param("ref", payout.ref())
                .param("amount", payout.amount().amountMinor())
                .param("currency", payout.amount().currency())
                .param("paidAt", Sql.time(payout.paidAt()))
                .param("arrivesOn", payout.arrivesOn())
                .param("now", Sql.time(now))
                .param(
                        "lines",
                        json.writeValueAsString(lines.stream().map(Told::of).toList()))
                .update();
    }

    /// The newest first.
    ///
    /// @param all whether to tell also of what is nobody's
    List<PayoutAnswer> list(
            UUID operator, boolean all, @Nullable Instant beforePaid, @Nullable UUID beforeId, int limit) {
        return jdbc.sql(VISIBLE + """
                        and (cast(:beforePaid as timestamptz) is null
                             or (payout.paid_at, payout.id) < (:beforePaid, :beforeId))
                        order by payout.paid_at desc, payout.id desc limit :limit""" + COUNTED)
                .param("operator", operator)
                .param("all", all)
                .param("beforePaid", Sql.timeOrNull(beforePaid))
                .param("beforeId", beforeId)
                .param("limit", limit)
                .query(PayoutRepository::answer)
                .list();
    }

    Optional<PayoutAnswer> find(UUID operator, boolean all, UUID payout) {
        return jdbc.sql(VISIBLE + "and payout.id = :payout" + COUNTED)
                .param("operator", operator)
                .param("all", all)
                .param("payout", payout)
                .query(PayoutRepository::answer)
                .optional();
    }

    List<Line> differing(UUID operator, boolean all, UUID payout, int limit) {
        return jdbc.sql("""
                        select line.*, payout.currency, 'P' || reservation.number as number, reservation.id as reservation
                        from payouts.line join payouts.payout on payout.id = line.payout_id
                        left join parking.reservation on reservation.id = line.subject_id
                        where payout_id = :payout and state <> 'MATCHED'
                          and (line.operator_id = :operator or line.operator_id is null and :all)
                        order by line.at, line.provider_ref limit :limit""")
                .param("operator", operator)
                .param("all", all)
                .param("payout", payout)
                .param("limit", limit)
                .query(PayoutRepository::line)
                .list();
    }

    /// What a provider took or gave back, and no line names; the oldest first.
    ///
    /// @param behind the newest payment that was paid out, by so much what is missing must lie
    /// @param before it is missing also where nothing was paid out since
    List<Missing> missing(UUID operator, Instant after, Duration behind, Instant before, int limit) {
        return jdbc.sql(MISSING)
                .param("operator", operator)
                .param("after", Sql.time(after))
                .param("behindSeconds", behind.toSeconds())
                .param("before", Sql.time(before))
                .param("limit", limit)
                .query((row, number) -> new Missing(
                        row.getString("provider"),
                        Kind.valueOf(row.getString("kind")),
                        Sql.id(row, "id"),
                        Sql.id(row, "subject_id"),
                        row.getString("number"),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        Sql.instant(row, "at")))
                .list();
    }

    private static PayoutAnswer answer(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var gross = Money.of(row.getLong("gross_minor"), currency);
        var fee = Money.of(row.getLong("fee_minor"), currency);
        return new PayoutAnswer(
                Sql.id(row, "id"),
                row.getString("provider"),
                row.getString("provider_ref"),
                Sql.instant(row, "paid_at"),
                row.getObject("arrives_on", LocalDate.class),
                gross,
                fee,
                gross.minus(fee),
                row.getInt("lines"),
                row.getInt("different"),
                row.getInt("unknown"));
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var expected = row.getObject("expected_minor", Long.class);
        return new Line(
                row.getString("provider_ref"),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getObject("reservation", UUID.class),
                row.getString("number"),
                expected == null ? null : Money.of(expected, currency),
                Money.of(row.getLong("amount_minor"), currency),
                Money.of(row.getLong("fee_minor"), currency),
                Sql.instant(row, "at"));
    }
}
