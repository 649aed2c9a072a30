package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.pricing.Documents;
import io.parkapp.values.Money;
import io.parkapp.values.Plate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An hour costs 5.00; the first one of a day is free for a plate, and who comes back within half an hour goes on.
@ParkappTest
class PlateHistoryTest {
    private final Reservations reservations;
    private final Stays stays;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Instant noon = Instant.EPOCH;

    PlateHistoryTest(Reservations reservations, Stays stays, JdbcClient jdbc, TestClock clock) {
        this.reservations = reservations;
        this.stays = stays;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void tomorrow() {
        clock.reset();
        noon = clock.instant()
                .plus(Duration.ofDays(2))
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofHours(8));
    }

    @Test
    void free_minutes_are_granted_to_a_plate_once_a_day() {
        var park = freeOnceADay();
        var driver = park.driver();
        assertThat(book(park, driver, "B PK 1", 0).price()).isEqualTo(Money.none("EUR"));
        assertThat(book(park, driver, "B PK 1", 3).price()).isEqualTo(Money.of(500, "EUR"));
        assertThat(book(park, driver, "B PK 2", 3).price()).isEqualTo(Money.none("EUR"));
        assertThat(book(park, driver, "B PK 1", 24).price()).isEqualTo(Money.none("EUR"));
    }

    @Test
    void who_leaves_in_time_pays_what_was_accepted_whatever_else_the_plate_did() {
        var park = freeOnceADay();
        var driver = park.driver();
        var afternoon = book(park, driver, "B PK 1", 3);
        book(park, driver, "B PK 1", 0);
        clock.moveTo(afternoon.window().from());
        stays.checkIn(driver, afternoon.id());
        clock.push(Duration.ofMinutes(30));
        assertThat(stays.checkOut(driver, afternoon.id(), false).price()).isEqualTo(Money.none("EUR"));
    }

    @Test
    void who_comes_back_soon_pays_as_for_one_stay() {
        var park = freeOnceADay();
        var driver = park.driver();
        assertThat(reserve(park, driver, "B PK 3", noon, 120).price()).isEqualTo(Money.of(1_000, "EUR"));
        // Three hours in all, of which two are paid.
        assertThat(reserve(park, driver, "B PK 3", noon.plus(Duration.ofMinutes(140)), 40)
                        .price())
                .isEqualTo(Money.of(500, "EUR"));
        assertThat(reserve(park, driver, "B PK 4", noon.plus(Duration.ofMinutes(140)), 70)
                        .price())
                .isEqualTo(Money.of(1_000, "EUR"));
    }

    private CarPark freeOnceADay() {
        var park = CarPark.payOnLeaving(jdbc, 8);
        var document = Documents.json(Documents.hourly("5.00")).replace("\"rates\":", """
                "free": [{"minutes": 60, "whenExceeded": "CHARGED_FROM_ENTRY",
                          "oncePer": {"every": "CLOCK", "at": "00:00"}}],
                "reentry": {"withinMinutes": 30}, "rates":""");
        jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                        values (:lot, 2, now() - interval '1 day', :document::jsonb, now())""").param("lot", park.id()).param("document", document).update();
        return park;
    }

    private Reservation book(CarPark park, Caller driver, String plate, int hours) {
        return reserve(park, driver, plate, noon.plus(Duration.ofHours(hours)), 45);
    }

    private Reservation reserve(CarPark park, Caller driver, String plate, Instant from, int minutes) {
        return reservations.reserve(
                driver,
                new ReservationRequest(
                        park.id(),
                        (UUID) null,
                        null,
                        new Plate(plate),
                        from,
                        from.plus(Duration.ofMinutes(minutes)),
                        null,
                        null));
    }
}
