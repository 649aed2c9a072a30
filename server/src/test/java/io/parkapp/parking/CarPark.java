package io.parkapp.parking;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Documents;
import io.parkapp.values.Plate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A car park for tests, made straight in the database: open always, 5.00 EUR per started hour.
public record CarPark(JdbcClient jdbc, UUID operator, UUID id, List<UUID> spots) {

    public static CarPark payOnLeaving(JdbcClient jdbc, int spots) {
        return make(jdbc, spots, "PAY_ON_LEAVING");
    }

    public static CarPark payWhenReserving(JdbcClient jdbc, int spots) {
        return make(jdbc, spots, "PAY_WHEN_RESERVING");
    }

    private static CarPark make(JdbcClient jdbc, int count, String policy) {
        var operator = insert(
                jdbc, "insert into lots.operator (name, created_at) values ('Test Parking', now()) returning id");
        var lot = jdbc.sql("""
                        insert into lots.lot (operator_id, name, address, city, pin_code, position, time_zone, currency,
                                              payment_policy, created_at)
                        values (:operator, 'Test Lot', '1 Test Street', 'Testville', '10000', point(13.4, 52.5),
                                'Europe/Berlin', 'EUR', :policy, now())
                        returning id""")
                .param("operator", operator)
                .param("policy", policy)
                .query(UUID.class)
                .single();
        jdbc.sql("insert into lots.level (lot_id, name, ordinal) values (:lot, 'Ground', 0)")
                .param("lot", lot)
                .update();
        jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                        values (:lot, 1, now() - interval '30 days',
                                :document::jsonb, now())""")
                .param("lot", lot)
                .param("document", Documents.json(Documents.hourly("5.00")))
                .update();
        var park = new CarPark(jdbc, operator, lot, new ArrayList<>());
        for (var number = 1; number <= count; number++) {
            park.addSpot("S-" + number, number, SpotKind.STANDARD);
        }
        return park;
    }

    UUID addSpot(String label, int ordinal, SpotKind kind) {
        var spot = jdbc.sql("""
                        insert into lots.spot (lot_id, level_id, label, ordinal, kind, created_at)
                        select :lot, id, :label, :ordinal, :kind, now() from lots.level where lot_id = :lot
                        returning id""")
                .param("lot", id)
                .param("label", label)
                .param("ordinal", ordinal)
                .param("kind", kind.name())
                .query(UUID.class)
                .single();
        spots.add(spot);
        return spot;
    }

    Caller driver() {
        return new Caller(
                insert(
                        jdbc,
                        "insert into accounts.account (name, email, created_at) "
                                + "values ('Test Driver', 'driver-' || uuidv7() || '@example.org', now()) returning id"),
                UUID.randomUUID(),
                Set.of(Permission.RESERVATIONS_OWN),
                Map.of());
    }

    Caller attendant() {
        return new Caller(
                driver().account(),
                UUID.randomUUID(),
                Set.of(),
                Map.of(operator, Set.of(Permission.RESERVATIONS_READ, Permission.RESERVATIONS_WRITE)));
    }

    ReservationRequest anySpot(Instant from, Instant until) {
        return new ReservationRequest(id, null, null, new Plate("B PK 123"), from, until, null, null);
    }

    ReservationRequest spot(UUID spot, Instant from, Instant until) {
        return new ReservationRequest(id, spot, null, new Plate("B PK 123"), from, until, null, null);
    }

    ReservationRequest driveUp(Instant until) {
        return new ReservationRequest(id, null, null, new Plate("B PK 123"), null, until, true, null);
    }

    /// Pairs of live reservations of one spot that overlap: the promise says none, ever.
    int doubleBookings() {
        return jdbc.sql("""
                        select count(*) from parking.reservation a join parking.reservation b
                        on a.spot_id = b.spot_id and a.id < b.id and a.during && b.during
                        where a.lot_id = :lot and a.status in ('HELD', 'CONFIRMED', 'CHECKED_IN')
                          and b.status in ('HELD', 'CONFIRMED', 'CHECKED_IN')""").param("lot", id).query(Integer.class).single();
    }

    private static UUID insert(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(UUID.class).single();
    }
}
