import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The data of a run, the same each time. Lots stand on a grid around one place; each spot has at most one reservation
/// to come and otherwise past ones, so that nothing overlaps.
final class Seed {
    static final int SPOTS_PER_LOT = 20;
    static final int DRIVERS = 2_000;
    static final double LAT = 48.0, LNG = 7.8;
    /// Degrees between two lots: a hundred by a hundred of them cover about 78 by 55 kilometres.
    static final double STEP = 0.0075;
    /// Reservations to come lie within these days, one per spot.
    static final int DAYS_AHEAD = 300;

    private static final String TARIFF = """
            {"clock": "ELAPSED", "seconds": "COUNTED", "whenRatesChange": "UNIT_IS_CUT", "outsideRates": "REFUSED",
             "rounding": {"to": "0.01", "mode": "HALF_UP"},
             "rates": [{"name": "Parking", "steps": [{"perMinutes": 60, "add": "3.00", "count": "STARTED"}],
                        "restarts": {"every": "HOURS", "hours": 24}}],
             "caps": [{"name": "Day ticket", "amount": "20.00", "per": {"every": "HOURS", "hours": 24}}],
             "free": [{"minutes": 15, "whenExceeded": "CHARGED_FROM_ENTRY"}]}""";

    private final Connection connection;

    Seed(Connection connection) {
        this.connection = connection;
    }

    record Driver(UUID account, UUID session) {}

    /// @return the lots' ids
    List<UUID> lots(int count) throws SQLException {
        run("""
                with operator as (
                    insert into lots.operator (name, created_at) values ('Bench', now()) returning id)
                insert into lots.lot (operator_id, name, address, city, pin_code, position, time_zone, currency,
                                      payment_policy, created_at)
                select operator.id, 'Bench lot ' || i, i || ' Long Street', 'Benchtown', (10000 + i)::text,
                       point(%s + (i / 100) * %s, %s + (i %% 100) * %s), 'Europe/Berlin', 'EUR', 'PAY_ON_LEAVING', now()
                from operator, generate_series(0, %d) i""".formatted(LNG, STEP, LAT, STEP, count - 1));
        run("""
                insert into lots.level (lot_id, name, ordinal)
                select id, 'Ground', 0 from lots.lot where city = 'Benchtown'""");
        run("""
                insert into lots.spot (lot_id, level_id, label, ordinal, kind, created_at)
                select level.lot_id, level.id, 'S-' || n, n, 'STANDARD', now()
                from lots.level join lots.lot on lot.id = level.lot_id, generate_series(1, %d) n
                where lot.city = 'Benchtown'""".formatted(SPOTS_PER_LOT));
        run("""
                insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                select id, 1, now() - interval '3 years',
                       '%s', now()
                from lots.lot where city = 'Benchtown'""".formatted(TARIFF));
        var ids = new ArrayList<UUID>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from lots.lot where city = 'Benchtown' order by id")) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    List<Driver> drivers() throws SQLException {
        run("""
                with account as (
                    insert into accounts.account (name, email, created_at)
                    select 'Bench Driver ' || i, 'bench-' || i || '@example.org', now() from generate_series(1, %d) i
                    returning id),
                granted as (
                    insert into accounts.role_grant (account_id, role, granted_at)
                    select id, 'DRIVER', now() from account)
                insert into accounts.session (account_id, created_at) select id, now() from account"""
                .formatted(DRIVERS));
        var drivers = new ArrayList<Driver>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select session.account_id, session.id from accounts.session
                        join accounts.account on account.id = session.account_id where email like 'bench-%'""")) {
            while (rows.next()) {
                drivers.add(new Driver(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
            }
        }
        return drivers;
    }

    /// Numbers `from` to `until` of the series: each turn over all spots lies in another time. The first turn is to
    /// come, the others are past and completed. Where a load has reserved a spot for that time before, its reservation
    /// stays in place of the seeded one.
    void reservations(int from, int until) throws SQLException {
        run("""
                with spot as (
                    select spot.id, spot.lot_id, lot.operator_id, version.id as version_id,
                           row_number() over (order by spot.id) - 1 as place, count(*) over () as places
                    from lots.spot
                    join lots.lot on lot.id = spot.lot_id
                    join tariffs.version on version.lot_id = lot.id
                    where lot.city = 'Benchtown'),
                driver as (
                    select id, row_number() over (order by id) - 1 as place
                    from accounts.account where email like 'bench-%%'),
                wanted as (
                    select i, i %% (select max(places) from spot) as place, i / (select max(places) from spot) as turn
                    from generate_series(%d, %d) i),
                planned as (
                    select wanted.*, date_trunc('day', now()) + (case when turn = 0
                               then 1 + (wanted.place * 7919) %% %d
                               else -10 - 130 * turn - (wanted.place * 7919) %% 120 end) * interval '1 day'
                               + (8 + (wanted.place * 31) %% 10) * interval '1 hour' as begins
                    from wanted)
                insert into parking.reservation
                    (operator_id, lot_id, spot_id, kind, account_id, plate, during, from_at, until_at, status, drive_up,
                     payment_policy, no_show_at, tariff_version_id, tariff_version, price_minor, currency, lines,
                     free_until, late_refund_percent, created_at, checked_in_at, checked_out_at)
                select spot.operator_id, spot.lot_id, spot.id, 'STANDARD', driver.id, 'BENCH' || planned.i %% 100000,
                       tstzrange(begins, begins + interval '2 hours'), begins, begins + interval '2 hours',
                       case when turn = 0 then 'CONFIRMED' else 'COMPLETED' end, false, 'PAY_ON_LEAVING',
                       begins + interval '1 hour', spot.version_id, 1, 600, 'EUR', '[]',
                       begins - interval '1 hour', 50, begins - interval '1 day',
                       case when turn = 0 then null else begins end,
                       case when turn = 0 then null else begins + interval '2 hours' end
                from planned
                join spot on spot.place = planned.place
                join driver on driver.place = planned.i %% %d
                on conflict do nothing""".formatted(from, until - 1, DAYS_AHEAD, DRIVERS));
        run("vacuum analyze");
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
