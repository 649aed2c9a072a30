package io.parkapp.parking;

import static io.parkapp.parking.ParkingRefusal.NO_FREE_SPOT;
import static io.parkapp.parking.ParkingRefusal.SPOT_TAKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.ParkappTest;
import io.parkapp.Storm;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.lots.SpotKind;
import io.parkapp.parking.Crowd.Outcome;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class ReserveASpotTest {
    private static final int CROWD = 64;
    private static final int ROUNDS = Storm.size(40, 200);

    private final Reservations reservations;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Instant noon = Instant.EPOCH;

    ReserveASpotTest(Reservations reservations, JdbcClient jdbc, TestClock clock) {
        this.reservations = reservations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void tomorrow() {
        clock.reset();
        noon = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    void of_sixty_four_drivers_at_once_exactly_one_gets_the_spot_two_hundred_times() throws InterruptedException {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        for (var round = 0; round < ROUNDS; round++) {
            var from = noon.plus(Duration.ofHours(round));
            var outcomes = Crowd.atOnce(
                    CROWD,
                    index -> reservations.reserve(
                            driver, park.spot(park.spots().getFirst(), from, from.plus(Duration.ofHours(1)))));
            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(outcomes).filteredOn(each -> !each.succeeded()).allMatch(each -> each.refusal() == SPOT_TAKEN);
        }
        assertThat(park.doubleBookings()).isZero();
    }

    @Test
    void overlapping_windows_of_one_spot_never_both_stand_two_hundred_times() throws InterruptedException {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        for (var round = 0; round < ROUNDS; round++) {
            var from = noon.plus(Duration.ofHours(8L * round));
            // Each overlaps with some of the others: starts 0 to 63 minutes apart, one hour long.
            Crowd.atOnce(
                    CROWD,
                    index -> reservations.reserve(
                            driver,
                            park.spot(
                                    park.spots().getFirst(),
                                    from.plus(Duration.ofMinutes(index * 3L)),
                                    from.plus(Duration.ofMinutes(index * 3L + 60)))));
        }
        assertThat(park.doubleBookings()).isZero();
    }

    /// The negative control of the two tests above: without its guard the promise does not hold.
    @Test
    void without_the_constraint_spots_are_booked_twice() throws InterruptedException {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        jdbc.sql("""
                        alter table parking.reservation drop constraint one_claim_per_spot;
                        alter table parking.reservation add constraint one_claim_per_spot
                            exclude using gist (id with =)""").update();
        try {
            Crowd.atOnce(
                    CROWD,
                    index -> reservations.reserve(
                            driver, park.spot(park.spots().getFirst(), noon, noon.plus(Duration.ofHours(1)))));
            assertThat(park.doubleBookings()).isPositive();
        } finally {
            jdbc.sql("""
                            delete from parking.reservation;
                            alter table parking.reservation drop constraint one_claim_per_spot;
                            alter table parking.reservation add constraint one_claim_per_spot
                                exclude using gist (lot_id with =, spot_id with =, during with &&)
                                where (status in ('HELD', 'CONFIRMED', 'CHECKED_IN'))""").update();
        }
    }

    @Test
    void the_last_free_spot_goes_to_exactly_one() throws InterruptedException {
        var park = CarPark.payOnLeaving(jdbc, 3);
        var driver = park.driver();
        for (var round = 0; round < ROUNDS / 4; round++) {
            var from = noon.plus(Duration.ofHours(round));
            var until = from.plus(Duration.ofHours(1));
            reservations.reserve(driver, park.anySpot(from, until));
            reservations.reserve(driver, park.anySpot(from, until));
            var outcomes = Crowd.atOnce(CROWD, index -> reservations.reserve(driver, park.anySpot(from, until)));
            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(outcomes).filteredOn(each -> !each.succeeded()).allMatch(each -> each.refusal() == NO_FREE_SPOT);
        }
        assertThat(park.doubleBookings()).isZero();
    }

    @Test
    void as_many_drivers_as_spots_all_get_one_however_they_collide() throws InterruptedException {
        var park = CarPark.payOnLeaving(jdbc, CROWD);
        var driver = park.driver();
        var outcomes = Crowd.atOnce(
                CROWD, index -> reservations.reserve(driver, park.anySpot(noon, noon.plus(Duration.ofHours(1)))));
        assertThat(outcomes).allMatch(Outcome::succeeded);
        assertThat(park.doubleBookings()).isZero();
    }

    @Test
    void random_windows_on_twenty_spots_stand_exactly_where_a_serial_model_says_they_fit() throws InterruptedException {
        var park = CarPark.payOnLeaving(jdbc, 20);
        var driver = park.driver();
        var random = new Random(20_261_201);
        var granted = new ArrayList<Reservation>();
        for (var round = 0; round < 12; round++) {
            var starts = random.ints(CROWD, 0, 72).toArray();
            var lengths = random.ints(CROWD, 1, 9).toArray();
            var outcomes = Crowd.atOnce(CROWD, index -> {
                var from = noon.plus(Duration.ofHours(starts[index]));
                return reservations.reserve(driver, park.anySpot(from, from.plus(Duration.ofHours(lengths[index]))));
            });
            outcomes.stream().filter(Outcome::succeeded).forEach(each -> granted.add(each.result()));
            for (var index = 0; index < CROWD; index++) {
                if (!outcomes.get(index).succeeded()) {
                    var from = noon.plus(Duration.ofHours(starts[index]));
                    assertThat(freeSpots(park.spots(), granted, from, from.plus(Duration.ofHours(lengths[index]))))
                            .as("a refused window must not fit anywhere")
                            .isEmpty();
                }
            }
        }
        assertThat(granted).hasSizeGreaterThan(100);
        assertThat(park.doubleBookings()).isZero();
    }

    @Test
    void windows_that_only_touch_do_not_collide() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        var one = noon.plus(Duration.ofHours(1));
        reservations.reserve(driver, park.anySpot(noon, one));
        assertThat(reservations
                        .reserve(driver, park.anySpot(one, one.plus(Duration.ofHours(1))))
                        .status())
                .isEqualTo(ReservationStatus.CONFIRMED);
    }

    @Test
    void the_nearest_free_number_is_given() {
        var park = CarPark.payOnLeaving(jdbc, 3);
        var driver = park.driver();
        assertThat(reserveAny(park, driver).place().spotLabel()).isEqualTo("S-1");
        assertThat(reserveAny(park, driver).place().spotLabel()).isEqualTo("S-2");
    }

    @Test
    void a_special_spot_is_never_given_to_somebody_who_did_not_ask_for_it() {
        var park = CarPark.payOnLeaving(jdbc, 0);
        var driver = park.driver();
        park.addSpot("E-1", 1, SpotKind.EV_CHARGING);
        park.addSpot("A-1", 2, SpotKind.ACCESSIBLE);
        assertThatThrownBy(() -> reserveAny(park, driver))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(NO_FREE_SPOT));
    }

    @Test
    void where_one_pays_ahead_the_spot_is_held_for_ten_minutes_and_the_price_is_fixed() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var held = reservations.reserve(park.driver(), park.anySpot(noon, noon.plus(Duration.ofMinutes(150))));
        assertThat(held.status()).isEqualTo(ReservationStatus.HELD);
        assertThat(held.holdUntil())
                .isBetween(
                        clock.instant().plus(Duration.ofMinutes(9)),
                        clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(held.price()).isEqualTo(Money.of(1500, "EUR"));
        assertThat(held.due()).isEqualTo(Money.of(1500, "EUR"));
    }

    @Test
    void a_lapsed_hold_stands_in_nobodys_way_even_before_a_job_has_ended_it() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var until = noon.plus(Duration.ofHours(1));
        var first = reservations.reserve(park.driver(), park.anySpot(noon, until));
        clock.push(Reservations.HOLD.plusSeconds(1));
        var second = reservations.reserve(park.driver(), park.spot(park.spots().getFirst(), noon, until));
        assertThat(second.status()).isEqualTo(ReservationStatus.HELD);
        assertThat(reservations.found(first.id()).status()).isEqualTo(ReservationStatus.EXPIRED);
    }

    @Test
    void the_nearest_spot_is_given_out_again_as_soon_as_a_hold_on_it_has_lapsed() {
        var park = CarPark.payWhenReserving(jdbc, 2);
        var until = noon.plus(Duration.ofHours(1));
        reservations.reserve(park.driver(), park.anySpot(noon, until));
        clock.push(Reservations.HOLD.plusSeconds(1));
        var second = reservations.reserve(park.driver(), park.anySpot(noon, until));
        assertThat(second.place().spotId()).isEqualTo(park.spots().getFirst());
    }

    @Test
    void a_lapsed_hold_stands_in_nobodys_way_while_a_job_ends_it() throws InterruptedException {
        var park = CarPark.payWhenReserving(jdbc, 1);
        for (var round = 0; round < ROUNDS; round++) {
            clock.reset();
            var from = noon.plus(Duration.ofHours(round));
            var until = from.plus(Duration.ofHours(1));
            reservations.reserve(park.driver(), park.anySpot(from, until));
            clock.push(Reservations.HOLD.plusSeconds(1));
            var outcomes = Crowd.atOnce(
                    2,
                    index -> index == 0
                            ? reservations.lapseHolds()
                            : reservations
                                    .reserve(
                                            park.driver(),
                                            park.spot(park.spots().getFirst(), from, until))
                                    .version());
            assertThat(outcomes).allMatch(Outcome::succeeded);
        }
        assertThat(park.doubleBookings()).isZero();
    }

    @Test
    void a_drive_up_is_inside_at_once_and_pays_on_leaving() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var stay =
                reservations.reserve(park.driver(), park.driveUp(clock.instant().plus(Duration.ofHours(2))));
        assertThat(stay.status()).isEqualTo(ReservationStatus.CHECKED_IN);
        assertThat(stay.due().isZero()).isTrue();
    }

    @Test
    void a_car_that_overstays_keeps_its_spot_from_whoever_would_come_soon() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        reservations.reserve(park.driver(), park.driveUp(clock.instant().plus(Duration.ofHours(1))));
        clock.push(Duration.ofMinutes(90));
        var now = clock.instant();
        assertThatThrownBy(() -> reservations.reserve(park.driver(), park.anySpot(now, now.plus(Duration.ofHours(1)))))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(NO_FREE_SPOT));
        assertThat(reservations
                        .reserve(
                                park.driver(),
                                park.anySpot(now.plus(Duration.ofHours(5)), now.plus(Duration.ofHours(6))))
                        .status())
                .isEqualTo(ReservationStatus.CONFIRMED);
    }

    private Reservation reserveAny(CarPark park, Caller driver) {
        return reservations.reserve(driver, park.anySpot(noon, noon.plus(Duration.ofHours(1))));
    }

    private static List<UUID> freeSpots(List<UUID> spots, List<Reservation> granted, Instant from, Instant until) {
        return spots.stream()
                .filter(spot -> granted.stream()
                        .noneMatch(each -> each.place().spotId().equals(spot)
                                && each.window().from().isBefore(until)
                                && from.isBefore(each.window().until())))
                .toList();
    }
}
