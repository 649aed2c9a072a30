package io.parkapp.lots;

import static io.parkapp.lots.Places.adminOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.platform.Sql;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A lot somebody has reserved in; the reservation is only a row here.
@ParkappTest
class LotInUseTest {
    private final Operators operators;
    private final LotChanges lotChanges;
    private final SpotChanges spotChanges;
    private final Lots lots;
    private final People people;
    private final JdbcClient jdbc;
    private final TestClock clock;

    LotInUseTest(
            Operators operators,
            LotChanges lotChanges,
            SpotChanges spotChanges,
            Lots lots,
            People people,
            JdbcClient jdbc,
            TestClock clock) {
        this.operators = operators;
        this.lotChanges = lotChanges;
        this.spotChanges = spotChanges;
        this.lots = lots;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void it_is_archived_only_when_nobody_is_to_come_and_its_used_spot_stays() {
        var admin = adminOf(Places.operator(operators, "City Parking"));
        var lot = lotChanges.create(admin, Places.lot("In use"));
        var spot = lots.spots(lot.id()).getFirst();
        reserve(lot, spot);

        Refused.because(LotsRefusal.LOT_IN_USE, () -> lotChanges.archive(admin, lot.id()));
        Refused.because(LotsRefusal.SPOT_WAS_USED, () -> spotChanges.remove(admin, spot.id()));
        assertThat(lots.get(lot.id()).archived()).isFalse();

        jdbc.sql("update parking.reservation set status = 'CANCELLED', kept_minor = 0")
                .update();
        lotChanges.archive(admin, lot.id());
        assertThat(lots.find(lot.id()).orElseThrow().archived()).isTrue();
        assertThat(lots.findSpot(spot.id())).isPresent();
    }

    private void reserve(Lot lot, Spot spot) {
        var now = clock.instant();
        var version = jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                        values (:lot, 1, :now, '{"rates": []}', :now)
                        returning id""")
                .param("lot", lot.id())
                .param("now", Sql.time(now))
                .query(UUID.class)
                .single();
        jdbc.sql("""
                        insert into parking.reservation (
                            operator_id, lot_id, spot_id, kind, account_id, plate, during, from_at, until_at, status,
                            drive_up, payment_policy, no_show_at, tariff_version_id, tariff_version, price_minor,
                            currency, lines, free_until, late_refund_percent, created_at)
                        values (
                            :operator, :lot, :spot, 'STANDARD', :account, 'KA01', tstzrange(:from, :until), :from,
                            :until, 'CONFIRMED', false, 'PAY_ON_LEAVING', :until, :version, 1, 0, 'INR', '[]', :from,
                            50, :from)""")
                .param("operator", lot.operatorId())
                .param("lot", lot.id())
                .param("spot", spot.id())
                .param("account", people.driver().id())
                .param("from", Sql.time(now.plus(Duration.ofHours(1))))
                .param("until", Sql.time(now.plus(Duration.ofHours(2))))
                .param("version", version)
                .update();
    }
}
