package io.parkapp.reports;

import io.parkapp.platform.Sql;
import io.parkapp.pricing.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A lot with a past, written straight into the database.
record Ledger(JdbcClient jdbc, UUID operator, UUID lot, UUID tariff, UUID driver, List<UUID> spots) {

    static UUID operator(JdbcClient jdbc) {
        return jdbc.sql("insert into lots.operator (name, created_at) values ('Test Parking', now()) returning id")
                .query(UUID.class)
                .single();
    }

    static Ledger lot(JdbcClient jdbc, UUID operator, String name, String zone, String currency, int spots) {
        var lot = jdbc.sql("""
                        insert into lots.lot (operator_id, name, address, city, pin_code, position, time_zone, currency,
                                              payment_policy, created_at)
                        values (:operator, :name, '1 Test Street', 'Testville', '10000', point(7.8, 48), :zone,
                                :currency, 'PAY_ON_LEAVING', now())
                        returning id""")
                .param("operator", operator)
                .param("name", name)
                .param("zone", zone)
                .param("currency", currency)
                .query(UUID.class)
                .single();
        jdbc.sql("insert into lots.level (lot_id, name, ordinal) values (:lot, 'Ground', 0)")
                .param("lot", lot)
                .update();
        var tariff = jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                        values (:lot, 1, '2020-01-01', :document::jsonb, now())
                        returning id""")
                .param("lot", lot)
                .param("document", Documents.json(Documents.hourly("5.00")))
                .query(UUID.class)
                .single();
        var driver = jdbc.sql("""
                        insert into accounts.account (name, email, created_at)
                        values ('Test Driver', uuidv7() || '@example.org', now()) returning id""").query(UUID.class).single();
        var ids = new ArrayList<UUID>();
        for (var number = 1; number <= spots; number++) {
            ids.add(jdbc.sql("""
                            insert into lots.spot (lot_id, level_id, label, ordinal, kind, created_at)
                            select :lot, id, :label, :ordinal, 'STANDARD', now()
                            from lots.level where lot_id = :lot
                            returning id""")
                    .param("lot", lot)
                    .param("label", "S-" + number)
                    .param("ordinal", number)
                    .query(UUID.class)
                    .single());
        }
        return new Ledger(jdbc, operator, lot, tariff, driver, ids);
    }

    UUID confirmed(int spot, Instant from) {
        return reservation(spot, "CONFIRMED", from, from.plus(Duration.ofHours(1)), null, null);
    }

    UUID inside(int spot, Instant since) {
        return reservation(spot, "CHECKED_IN", since, since.plus(Duration.ofHours(1)), since, null);
    }

    UUID completed(int spot, Instant in, Instant out) {
        return reservation(spot, "COMPLETED", in, out, in, out);
    }

    private UUID reservation(
            int spot, String status, Instant from, Instant until, @Nullable Instant in, @Nullable Instant out) {
        return jdbc.sql("""
                        insert into parking.reservation
                            (operator_id, lot_id, spot_id, kind, account_id, plate, during, from_at, until_at, status,
                             drive_up, payment_policy, no_show_at, tariff_version_id, tariff_version, price_minor,
                             currency, lines, free_until, late_refund_percent, created_at, checked_in_at,
                             checked_out_at)
                        select :operator, :lot, :spot, 'STANDARD', :driver, 'BPK123', tstzrange(:from, :until), :from,
                               :until, :status, false, 'PAY_ON_LEAVING', :until, :tariff, 1, 500, currency, '[]',
                               :from, 50, :from, :in, :out
                        from lots.lot where id = :lot
                        returning id""")
                .param("operator", operator)
                .param("lot", lot)
                .param("spot", spots.get(spot))
                .param("driver", driver)
                .param("from", Sql.time(from))
                .param("until", Sql.time(until))
                .param("status", status)
                .param("tariff", tariff)
                .param("in", Sql.timeOrNull(in))
                .param("out", Sql.timeOrNull(out))
                .query(UUID.class)
                .single();
    }

    UUID paid(UUID reservation, long amountMinor, Instant at) {
        return jdbc.sql("""
                        insert into payments.charge (subject_id, operator_id, lot_id, description, amount_minor,
                                                     currency, status, provider, created_at, succeeded_at)
                        select :reservation, :operator, id, 'Test', :amount, currency, 'SUCCEEDED', 'sandbox', :at, :at
                        from lots.lot where id = :lot
                        returning id""")
                .param("reservation", reservation)
                .param("operator", operator)
                .param("lot", lot)
                .param("amount", amountMinor)
                .param("at", Sql.time(at))
                .query(UUID.class)
                .single();
    }

    void givenBack(UUID charge, long amountMinor, String status, Instant at) {
        jdbc.sql("""
                        insert into payments.refund (charge_id, reason, amount_minor, currency, status, created_at)
                        select id, :reason, :amount, currency, :status, :at from payments.charge where id = :charge""")
                .param("charge", charge)
                .param("reason", "test " + status + at)
                .param("amount", amountMinor)
                .param("status", status)
                .param("at", Sql.time(at))
                .update();
    }
}
