package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class PayForAReservationTest {
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final Purse purse;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Instant noon = Instant.EPOCH;

    PayForAReservationTest(
            Reservations reservations, ReservationChanges changes, Purse purse, JdbcClient jdbc, TestClock clock) {
        this.reservations = reservations;
        this.changes = changes;
        this.purse = purse;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void tomorrow() {
        clock.reset();
        noon = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    void a_payment_confirms_the_held_reservation() {
        var held = hold(CarPark.payWhenReserving(jdbc, 1));
        purse.pay(held);
        var confirmed = reservations.found(held.id());
        assertThat(confirmed.status()).isEqualTo(ReservationStatus.CONFIRMED);
        assertThat(confirmed.due().isZero()).isTrue();
        assertAddsUp(confirmed);
    }

    @Test
    void late_money_claims_the_same_spot_again_while_it_is_free() {
        var held = hold(CarPark.payWhenReserving(jdbc, 1));
        lapse();
        purse.pay(held);
        var confirmed = reservations.found(held.id());
        assertThat(confirmed.status()).isEqualTo(ReservationStatus.CONFIRMED);
        assertThat(confirmed.place().spotId()).isEqualTo(held.place().spotId());
        assertAddsUp(confirmed);
    }

    @Test
    void late_money_gets_an_equal_spot_when_its_own_is_taken() {
        var park = CarPark.payWhenReserving(jdbc, 2);
        var held = hold(park);
        lapse();
        reservations.reserve(park.driver(), park.spot(held.place().spotId(), noon, noon.plus(Duration.ofHours(1))));
        purse.pay(held);
        var confirmed = reservations.found(held.id());
        assertThat(confirmed.status()).isEqualTo(ReservationStatus.CONFIRMED);
        assertThat(confirmed.place().spotId()).isNotEqualTo(held.place().spotId());
        assertThat(park.doubleBookings()).isZero();
    }

    @Test
    void late_money_is_given_back_when_no_spot_is_left() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var held = hold(park);
        lapse();
        hold(park);
        purse.pay(held);
        var lapsed = reservations.found(held.id());
        assertThat(lapsed.status()).isEqualTo(ReservationStatus.EXPIRED);
        assertThat(lapsed.refunded()).isEqualTo(Money.of(500, "EUR"));
        assertAddsUp(lapsed);
    }

    @Test
    void a_spot_is_not_held_longer_than_it_is_kept_for_a_car_that_does_not_come() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var now = clock.instant();
        var until = now.plus(Duration.ofMinutes(4));
        var held = reservations.reserve(park.driver(), park.anySpot(now, until));
        assertThat(held.holdUntil()).isEqualTo(until.truncatedTo(ChronoUnit.MICROS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void money_that_comes_when_the_car_is_too_late_is_given_back(boolean hasLapsed) {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var now = clock.instant();
        var held = reservations.reserve(park.driver(), park.anySpot(now, now.plus(Duration.ofHours(8))));
        // What a lot keeps a spot for is an hour, if its operator says nothing else.
        clock.push(Duration.ofMinutes(61));
        if (hasLapsed) {
            reservations.lapseHolds();
        }
        purse.pay(held);
        var ended = reservations.found(held.id());
        assertThat(ended.status()).isEqualTo(ReservationStatus.EXPIRED);
        assertThat(ended.captured().isPositive()).isTrue();
        assertThat(ended.balance().isZero()).isTrue();
        assertAddsUp(ended);
    }

    @Test
    void money_for_a_cancelled_hold_is_given_back() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var held = reservations.reserve(driver, park.anySpot(noon, noon.plus(Duration.ofHours(1))));
        changes.cancel(driver, held.id(), null);
        purse.pay(held);
        var cancelled = reservations.found(held.id());
        assertThat(cancelled.status()).isEqualTo(ReservationStatus.CANCELLED);
        assertAddsUp(cancelled);
    }

    /// Whichever comes first, the promise holds: confirmed and paid, or over and given back.
    @Test
    void a_payment_against_the_lapse_of_its_hold_ends_well_every_time() throws InterruptedException {
        var park = CarPark.payWhenReserving(jdbc, 1);
        for (var round = 0; round < 100; round++) {
            clock.reset();
            var from = noon.plus(Duration.ofHours(round));
            var until = from.plus(Duration.ofHours(1));
            var held = reservations.reserve(park.driver(), park.anySpot(from, until));
            clock.push(Reservations.HOLD.plusSeconds(1));
            Crowd.atOnce(3, index -> switch (index) {
                case 0 -> {
                    purse.pay(held);
                    yield 0;
                }
                case 1 -> reservations.lapseHolds();
                default ->
                    reservations
                            .reserve(park.driver(), park.anySpot(from, until))
                            .version();
            });
            var settled = reservations.found(held.id());
            assertThat(settled.status()).isIn(ReservationStatus.CONFIRMED, ReservationStatus.EXPIRED);
            assertAddsUp(settled);
            assertThat(park.doubleBookings()).isZero();
        }
    }

    @Test
    void cancelling_against_the_payment_ends_well_every_time() throws InterruptedException {
        var park = CarPark.payWhenReserving(jdbc, 1);
        for (var round : IntStream.range(0, 100).toArray()) {
            var driver = park.driver();
            var from = noon.plus(Duration.ofHours(round));
            var held = reservations.reserve(driver, park.anySpot(from, from.plus(Duration.ofHours(1))));
            Crowd.atOnce(2, index -> {
                if (index == 0) {
                    purse.pay(held);
                    return held;
                }
                return changes.cancel(driver, held.id(), null);
            });
            var settled = reservations.found(held.id());
            assertThat(settled.status()).isEqualTo(ReservationStatus.CANCELLED);
            assertThat(settled.balance().isZero()).isTrue();
        }
    }

    private Reservation hold(CarPark park) {
        return reservations.reserve(park.driver(), park.anySpot(noon, noon.plus(Duration.ofHours(1))));
    }

    private void lapse() {
        clock.push(Reservations.HOLD.plusSeconds(1));
        reservations.lapseHolds();
    }

    /// Captured = owed + refunded.
    private static void assertAddsUp(Reservation reservation) {
        assertThat(reservation.captured()).isEqualTo(reservation.owed().plus(reservation.refunded()));
    }
}
