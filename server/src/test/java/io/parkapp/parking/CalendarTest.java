package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.lots.Lots;
import io.parkapp.lots.SpotKind;
import io.parkapp.platform.Sql;
import io.parkapp.values.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What is told from memory is what the rows tell.
@ParkappTest
class CalendarTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final int QUARTERS_AROUND = 4 * 12;

    private final JdbcClient jdbc;
    private final AvailabilityRepository repository;
    private final Lots lots;
    private final JsonMapper json;
    private final Random random = new Random(7);

    CalendarTest(JdbcClient jdbc, AvailabilityRepository repository, Lots lots, JsonMapper json) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.lots = lots;
        this.json = json;
    }

    @Test
    void memory_and_rows_agree_on_every_window() {
        var park = CarPark.payOnLeaving(jdbc, 6);
        for (var number = 1; number <= 6; number++) {
            park.addSpot("X-" + number, 10 + number, number % 2 == 0 ? SpotKind.EV_CHARGING : SpotKind.ACCESSIBLE);
        }
        for (var reservation = 0; reservation < 200; reservation++) {
            reserve(park);
        }
        // Claimed ones among them.
        jdbc.sql("update lots.spot set in_service = false where id = any(?)")
                .param(List.of(park.spots().get(1), park.spots().get(7)).toArray(UUID[]::new))
                .update();
        var calendar = Objects.requireNonNull(
                repository.calendars(Set.of(park.id()), Calendars.CLAIMS_MAX).get(park.id()));
        assertThat(calendar.from()).hasSizeGreaterThan(30);
        assertThat(calendar.kinds()).containsNull();
        // As it comes back from Redis.
        var far = json.readValue(json.writeValueAsString(calendar), Calendar.class);
        var inService =
                Objects.requireNonNull(lots.spotsInService(Set.of(park.id())).get(park.id()));

        var answered = 0;
        for (var question = 0; question < 300; question++) {
            var window = window();
            var now = NOW.plus(Duration.ofMinutes(random.nextInt(-90, 90)));
            var rows = repository.count(Set.of(park.id()), window, now).get(park.id());
            var taken = repository.taken(park.id(), window, now);
            for (var each : List.of(calendar, far)) {
                assertThat(each.taken(window, now)).isEqualTo(taken);
                assertThat(each.count(inService, window, now))
                        .as("%s at %s", window, now)
                        .isEqualTo(rows);
            }
            answered += taken.isEmpty() ? 0 : 1;
        }
        assertThat(answered).as("questions about taken spots").isGreaterThan(100);
    }

    private TimeWindow window() {
        var from = NOW.plus(Duration.ofMinutes(15L * random.nextInt(-QUARTERS_AROUND, QUARTERS_AROUND)));
        return new TimeWindow(from, from.plus(Duration.ofMinutes(15L * random.nextInt(1, 12))));
    }

    /// In any state; whatever would claim what is claimed already is left out.
    private void reserve(CarPark park) {
        var window = window();
        var status = List.of("HELD", "CONFIRMED", "CHECKED_IN", "COMPLETED", "CANCELLED")
                .get(random.nextInt(5));
        jdbc.sql("""
                        insert into parking.reservation
                            (operator_id, lot_id, spot_id, kind, account_id, plate, during, from_at, until_at, status,
                             drive_up, payment_policy, hold_until, no_show_at, tariff_version_id, tariff_version,
                             price_minor, currency, lines, free_until, late_refund_percent, created_at, checked_in_at,
                             checked_out_at, cancelled_at, kept_minor)
                        select :operator, :lot, spot.id, spot.kind, :driver, 'CAL1', tstzrange(:from, :until), :from,
                               :until, :status, false, 'PAY_ON_LEAVING',
                               case when :status = 'HELD' then cast(:held as timestamptz) end,
                               greatest(:from, cast(:held as timestamptz)) + interval '1 hour', version.id, 1, 500, 'EUR', '[]',
                               :from,
                               50, cast(:from as timestamptz) - interval '1 day',
                               case when :status in ('CHECKED_IN', 'COMPLETED') then cast(:from as timestamptz) end,
                               case when :status = 'COMPLETED' then cast(:until as timestamptz) end,
                               case when :status = 'CANCELLED' then cast(:from as timestamptz) end,
                               case when :status = 'CANCELLED' then 0 end
                        from lots.spot
                        join tariffs.version on version.lot_id = spot.lot_id
                        where spot.id = :spot
                        on conflict on constraint one_claim_per_spot do nothing""")
                .param("operator", park.operator())
                .param("lot", park.id())
                .param("spot", park.spots().get(random.nextInt(park.spots().size())))
                .param("driver", park.driver().account())
                .param("from", Sql.time(window.from()))
                .param("until", Sql.time(window.until()))
                .param("status", status)
                .param("held", Sql.time(NOW.plus(Duration.ofMinutes(random.nextInt(-60, 60)))))
                .update();
    }
}
