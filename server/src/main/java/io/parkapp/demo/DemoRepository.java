package io.parkapp.demo;

import io.parkapp.demo.Drivers.Driver;
import io.parkapp.demo.Place.PriceList;
import io.parkapp.demo.Rows.ReservationRow;
import io.parkapp.platform.Sql;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Writes what no use case can: a past. Rows travel as JSON arrays, each a statement of its own.
@Repository
@Profile("demo")
class DemoRepository {
    private static final int ROWS_AT_ONCE_MAX = 2_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DemoRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @return false when they are there; waits for another process that is about to make them
    boolean insertOperators() {
        return jdbc.sql("""
                        insert into lots.operator
                            (id, name, legal_name, address, tax_number, support_email, support_phone, created_at)
                        values (:city, 'City Parking Freiburg', 'City Parking Freiburg GmbH',
                                'Kaiser-Joseph-Straße 240, 79098 Freiburg', 'DE811200345',
                                'help@city-parking.example', '+49 761 555 0100', '2024-01-01'),
                               (:other, 'Breisgau Park & Fly', 'Breisgau Park & Fly GmbH',
                                'Zeppelinstraße 8, 79331 Teningen', 'DE811200678', 'service@park-and-fly.example', '+49 761 555 0200', '2024-01-01')
                        on conflict (id) do nothing""")
                        .param("city", DemoCity.OPERATOR)
                        .param("other", DemoCity.OTHER_OPERATOR)
                        .update()
                == 2;
    }

    void insertDrivers(List<Driver> drivers, Instant now) {
        jdbc.sql("""
                        with driver as (
                            insert into accounts.account (id, name, email, created_at)
                            select id, name, email, cast(:now as timestamptz) - interval '200 days'
                            from json_populate_recordset(null::accounts.account, cast(:rows as json))
                            returning id, created_at)
                        insert into accounts.role_grant (account_id, role, granted_at)
                        select id, 'DRIVER', created_at from driver""")
                .param("now", Sql.time(now))
                .param("rows", json.writeValueAsString(drivers))
                .update();
    }

    void insertTariff(UUID lot, PriceList tariff, Instant from, UUID author, Instant now) {
        jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at, created_by)
                        select :lot, count(*) + 1, :from, cast(:document as jsonb), :now, :author
                        from tariffs.version where lot_id = :lot""")
                .param("lot", lot)
                .param("from", Sql.time(from))
                .param("document", tariff.document())
                .param("now", Sql.time(now))
                .param("author", author)
                .update();
    }

    /// In the order in which it was booked, so that the numbers of reservations rise with time.
    void insertHistory(List<Rows> history) {
        var sorted = history.stream()
                .sorted(Comparator.comparing((Rows each) -> each.reservation().createdAt())
                        .thenComparing(each -> each.reservation().id()))
                .toList();
        for (var first = 0; first < sorted.size(); first += ROWS_AT_ONCE_MAX) {
            var some = sorted.subList(first, Math.min(first + ROWS_AT_ONCE_MAX, sorted.size()));
            insertReservations(some.stream().map(Rows::reservation).toList());
            insertCharges(some.stream().flatMap(each -> each.charges().stream()).toList());
            insertRefunds(some.stream().flatMap(each -> each.refunds().stream()).toList());
        }
        // The planner would learn of so many rows only minutes later.
        jdbc.sql("analyze parking.reservation, payments.charge, payments.refund, lots.spot")
                .update();
        insertItems();
        jdbc.sql("analyze payments.item, ledger.transfer").update();
    }

    /// What was asked for is what was paid, for each time something was; what was given back was no longer asked for.
    private void insertItems() {
        jdbc.sql("""
                        with change as (
                            select subject_id, case when provider_ref = first.ref then 'STAY' else 'OVERSTAY' end as kind,
                                   amount_minor, succeeded_at as at
                            from payments.charge join lateral (
                                select provider_ref as ref from payments.charge as other
                                where other.subject_id = charge.subject_id and other.status = 'SUCCEEDED'
                                order by succeeded_at limit 1) as first on true
                            where status = 'SUCCEEDED'
                            union all
                            select subject_id, 'CANCELLATION', -refund.amount_minor, refund.created_at
                            from payments.refund join payments.charge on charge.id = charge_id
                        ), running as (
                            select *, sum(amount_minor) over (partition by subject_id order by at, kind) as owed
                            from change
                        )
                        insert into payments.item (subject_id, operator_id, lot_id, kind, amount_minor, tax_minor,
                            tax_name, tax_percent, currency, created_at)
                        select subject_id, operator_id, lot_id, running.kind, amount_minor,
                               payments.tax_within(owed::bigint, tax_percent)
                                   - payments.tax_within((owed - amount_minor)::bigint, tax_percent),
                               tax_name, tax_percent, currency, at
                        from running join parking.reservation on reservation.id = subject_id
                        order by at, subject_id""").update();
    }

    private void insertReservations(List<ReservationRow> rows) {
        jdbc.sql("""
                        insert into parking.reservation
                            (id, operator_id, lot_id, spot_id, kind, account_id, plate, during, from_at, until_at,
                             status, drive_up, payment_policy, no_show_at, tariff_version_id, tariff_version,
                             price_minor, currency, tax_name, tax_percent, lines, kept_minor, free_until, late_refund_percent, created_at,
                             checked_in_at, checked_out_at, cancelled_at)
                        select id, operator_id, lot_id, spot_id, kind, account_id, plate, during, from_at, until_at,
                               status, drive_up, payment_policy, no_show_at, tariff_version_id, tariff_version,
                               price_minor, currency, tax_name, tax_percent, lines, kept_minor, free_until, late_refund_percent, created_at,
                               checked_in_at, checked_out_at, cancelled_at
                        from json_populate_recordset(null::parking.reservation, cast(:rows as json))""").param("rows", json.writeValueAsString(rows)).update();
    }

    /// The sandbox gives such payments back without asking for a checkout that never was.
    private void insertCharges(List<Rows.ChargeRow> rows) {
        jdbc.sql("""
                        insert into payments.charge
                            (id, subject_id, operator_id, account_id, lot_id, description, amount_minor, currency,
                             status, provider, provider_ref, expires_at, created_at, succeeded_at)
                        select charge.id, subject_id, charge.operator_id, charge.account_id, charge.lot_id,
                               charge.description || ', P' || reservation.number, amount_minor, charge.currency,
                               charge.status, 'sandbox', 'demo_' || charge.id, expires_at, charge.created_at,
                               succeeded_at
                        from json_populate_recordset(null::payments.charge, cast(:rows as json)) as charge
                        join parking.reservation on reservation.id = subject_id""").param("rows", json.writeValueAsString(rows)).update();
    }

    private void insertRefunds(List<Rows.RefundRow> rows) {
        jdbc.sql("""
                        insert into payments.refund
                            (id, charge_id, reason, amount_minor, currency, status, created_at, settled_at)
                        select id, charge_id, 'cancelled', amount_minor, currency, 'SUCCEEDED', created_at, settled_at
                        from json_populate_recordset(null::payments.refund, cast(:rows as json))""").param("rows", json.writeValueAsString(rows)).update();
    }
}
