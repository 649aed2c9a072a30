package io.parkapp.reports;

import io.parkapp.parking.ReservationStatus;
import io.parkapp.platform.Sql;
import io.parkapp.reports.OccupancySeries.OccupancyHour;
import io.parkapp.reports.Overview.LotOccupancy;
import io.parkapp.reports.Overview.StatusCount;
import io.parkapp.reports.RevenueSeries.RevenueDay;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// All statements begin with the lots in scope and go from each into an index by lot and time: what they read is what
/// the time span holds. Where the bounds differ from lot to lot, `offset 0` keeps the planner to that: it cannot see
/// how narrow they are, and would rather read the whole table once.
@Repository
class ReportRepository {
    private static final Duration SOON = Duration.ofHours(1);

    /// @param operators null for everybody's
    /// @param lotId null for all their lots
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Scope(UUID @Nullable [] operators, @Nullable UUID lotId) {}

    /// Archived lots too: what they earned was earned.
    private static final String IN_SCOPE = """
            with lot as materialized (
                select id, name, time_zone, archived_at
                from lots.lot
                where (cast(:operators as uuid[]) is null or operator_id = any(:operators))
                  and (cast(:lot as uuid) is null or id = :lot))
            """;

    /// Money taken and given back on the days :from to :until of the lot's calendar. The outer bounds on refunds, a day
    /// wider than any time zone, are for the index.
    private static final String MOVEMENTS = IN_SCOPE + """
            , span as materialized (
                select id, name, time_zone,
                       cast(:from as date)::timestamp at time zone time_zone as begins,
                       (cast(:until as date) + 1)::timestamp at time zone time_zone as ends
                from lot)
            , back as materialized (
                select charge.lot_id, charge.subject_id, refund.currency, refund.amount_minor, refund.created_at
                from payments.refund cross join lateral (
                    select lot_id, subject_id from payments.charge where id = refund.charge_id offset 0) as charge
                where refund.status <> 'FAILED'
                  and refund.created_at >= (cast(:from as date) - 1)::timestamp at time zone 'UTC'
                  and refund.created_at < (cast(:until as date) + 2)::timestamp at time zone 'UTC')
            , movement as (
                select span.id as lot_id, span.name, charge.subject_id, charge.currency, charge.amount_minor,
                       (charge.succeeded_at at time zone span.time_zone)::date as day
                from span cross join lateral (
                    select subject_id, currency, amount_minor, succeeded_at
                    from payments.charge
                    where lot_id = span.id and status = 'SUCCEEDED'
                      and succeeded_at >= span.begins and succeeded_at < span.ends
                    offset 0) as charge
                union all
                select span.id, span.name, back.subject_id, back.currency, -back.amount_minor,
                       (back.created_at at time zone span.time_zone)::date
                from back join span on span.id = back.lot_id
                where back.created_at >= span.begins and back.created_at < span.ends)
            """;

    private final JdbcClient jdbc;

    ReportRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By the calendar of the lots; where they lie in several time zones, by the one that is furthest.
    LocalDate today(Scope scope, Instant now) {
        return within(scope, IN_SCOPE + """
                        select coalesce(max((cast(:now as timestamptz) at time zone time_zone)::date),
                                        (cast(:now as timestamptz) at time zone 'UTC')::date)
                        from lot""")
                .param("now", Sql.time(now))
                .query(LocalDate.class)
                .single();
    }

    /// Of most of the lots.
    ZoneId zone(Scope scope) {
        return ZoneId.of(within(scope, IN_SCOPE + """
                        select coalesce(mode() within group (order by time_zone), 'UTC') from lot
                        """).query(String.class).single());
    }

    /// Names by id, in their order; archived ones are left out.
    Map<UUID, String> lots(Scope scope, int limit) {
        var lots = new LinkedHashMap<UUID, String>();
        within(scope, IN_SCOPE + """
                        select id, name from lot where archived_at is null order by lots.fold(name), id limit :limit
                        """).param("limit", limit).query(row -> {
            lots.put(Sql.id(row, "id"), Objects.requireNonNull(row.getString("name")));
        });
        return lots;
    }

    record Inside(List<LotOccupancy> lots, int totalSpots, int occupiedSpots) {}

    /// @param limit of the list, which begins with the fullest; the totals are of all
    Inside inside(Scope scope, Instant now, int limit) {
        var totals = new int[2];
        var lots = within(scope, IN_SCOPE + """
                        , counted as materialized (
                            select id, name,
                                (select count(*) from lots.spot
                                 where lot_id = lot.id and in_service) as total,
                                (select count(*) from parking.reservation
                                 where lot_id = lot.id and status = 'CHECKED_IN') as occupied,
                                (select count(distinct spot_id) from parking.reservation
                                 where lot_id = lot.id and status in ('HELD', 'CONFIRMED')
                                   and during && tstzrange(:now, :soon)
                                   and (hold_until is null or hold_until > :now)) as reserved
                            from lot where archived_at is null)
                        select *, sum(total) over () as all_total, sum(occupied) over () as all_occupied
                        from counted
                        order by occupied::float8 / greatest(total, 1) desc, lots.fold(name), id
                        limit :limit""")
                .param("now", Sql.time(now))
                .param("soon", Sql.time(now.plus(SOON)))
                .param("limit", limit)
                .query((row, index) -> {
                    totals[0] = row.getInt("all_total");
                    totals[1] = row.getInt("all_occupied");
                    return new LotOccupancy(
                            Sql.id(row, "id"),
                            row.getString("name"),
                            row.getInt("total"),
                            row.getInt("occupied"),
                            row.getInt("reserved"));
                })
                .list();
        return new Inside(lots, totals[0], totals[1]);
    }

    int arrivalsToday(Scope scope, Instant now) {
        return within(scope, IN_SCOPE + """
                        , span as materialized (
                            select id,
                                   date_trunc('day', cast(:now as timestamptz), time_zone) as begins,
                                   (date_trunc('day', cast(:now as timestamptz) at time zone time_zone)
                                        + interval '1 day') at time zone time_zone as ends
                            from lot where archived_at is null)
                        select count(*)
                        from span cross join lateral (
                            select from parking.reservation
                            where lot_id = span.id and from_at >= span.begins and from_at < span.ends
                              and status in ('CONFIRMED', 'CHECKED_IN', 'COMPLETED')
                            offset 0) as expected""")
                .param("now", Sql.time(now))
                .query(Integer.class)
                .single();
    }

    /// Of the reservations that began in the span; each status, also where there is none.
    List<StatusCount> statuses(Scope scope, Instant from, Instant until) {
        var counts = new EnumMap<ReservationStatus, Integer>(ReservationStatus.class);
        within(scope, IN_SCOPE + """
                        select status, count(*) as count
                        from lot join parking.reservation
                          on lot_id = lot.id and from_at >= :from and from_at < :until
                        group by status""")
                .param("from", Sql.time(from))
                .param("until", Sql.time(until))
                .query(row -> {
                    counts.put(ReservationStatus.valueOf(row.getString("status")), row.getInt("count"));
                });
        return Arrays.stream(ReservationStatus.values())
                .map(each -> new StatusCount(each, counts.getOrDefault(each, 0)))
                .toList();
    }

    /// Both days included.
    List<RevenueSeries> revenueByDay(Scope scope, LocalDate from, LocalDate until) {
        var byCurrency = new TreeMap<String, TreeMap<LocalDate, Long>>();
        within(scope, MOVEMENTS + """
                        select currency, day, sum(amount_minor)::bigint as amount
                        from movement
                        group by currency, day""").param("from", from).param("until", until).query(row -> {
            byCurrency
                    .computeIfAbsent(row.getString("currency"), absent -> new TreeMap<>())
                    .put(row.getObject("day", LocalDate.class), row.getLong("amount"));
        });
        var series = new ArrayList<RevenueSeries>();
        byCurrency.forEach((currency, amounts) -> {
            var days = from.datesUntil(until.plusDays(1))
                    .map(day -> new RevenueDay(day, amounts.getOrDefault(day, 0L)))
                    .toList();
            var total = days.stream().mapToLong(RevenueDay::amountMinor).sum();
            series.add(new RevenueSeries(currency, total, days));
        });
        return series;
    }

    /// Both days included.
    ///
    /// @param limit for each currency: amounts of different ones cannot be compared
    List<LotRevenue> revenueByLot(Scope scope, LocalDate from, LocalDate until, int limit) {
        return within(scope, MOVEMENTS + """
                        , earned as (
                            select lot_id, name, currency, sum(amount_minor)::bigint as amount,
                                   count(distinct subject_id) as reservations,
                                   row_number() over (
                                       partition by currency
                                       order by sum(amount_minor) desc, lots.fold(name), lot_id) as rank
                            from movement
                            group by lot_id, name, currency)
                        select * from earned where rank <= :limit order by currency, rank""")
                .param("from", from)
                .param("until", until)
                .param("limit", limit)
                .query((row, index) -> new LotRevenue(
                        Sql.id(row, "lot_id"),
                        row.getString("name"),
                        Money.of(row.getLong("amount"), row.getString("currency")),
                        row.getInt("reservations")))
                .list();
    }

    /// At `first` and each full hour after it, before `until`. A stay counts from the first of these moments after the
    /// car came until the last before it left, so each is two changes of a running sum, however long it lasted.
    List<OccupancyHour> occupancy(Scope scope, Instant first, Instant until) {
        return within(scope, IN_SCOPE + """
                        , stay as (
                            select stay.* from lot cross join lateral (
                                select checked_in_at, checked_out_at
                                from parking.reservation
                                where lot_id = lot.id and status = 'COMPLETED'
                                  and tstzrange(checked_in_at, checked_out_at) && tstzrange(:first, :until)
                                union all
                                select checked_in_at, null
                                from parking.reservation
                                where lot_id = lot.id and status = 'CHECKED_IN' and checked_in_at < :until) as stay)
                        , change as (
                            select greatest(checked_in_at, cast(:first as timestamptz)) as at, 1 as cars from stay
                            union all
                            select checked_out_at, -1 from stay where checked_out_at < :until)
                        , hourly as (
                            select date_bin('1 hour', at + interval '1 hour' - interval '1 microsecond',
                                            cast(:first as timestamptz)) as hour,
                                   sum(cars) as cars
                            from change group by 1)
                        , service as (
                            select count(*) as total
                            from lot join lots.spot on lot_id = lot.id
                            where in_service and archived_at is null)
                        select hour, coalesce(sum(cars) over (order by hour), 0) as occupied, total
                        from generate_series(cast(:first as timestamptz), :until, '1 hour') as hour
                        left join hourly using (hour)
                        cross join service
                        where hour < :until
                        order by hour""")
                .param("first", Sql.time(first))
                .param("until", Sql.time(until))
                .query((row, index) ->
                        new OccupancyHour(Sql.instant(row, "hour"), row.getInt("occupied"), row.getInt("total")))
                .list();
    }

    private StatementSpec within(Scope scope, String sql) {
        return jdbc.sql(sql).param("operators", scope.operators()).param("lot", scope.lotId());
    }
}
