package io.parkapp.parking;

import static io.parkapp.parking.ChangeAReservationTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.parking.Crowd.Outcome;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class ComeAndLeaveTest {
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final Stays stays;
    private final Purse purse;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Instant noon = Instant.EPOCH;

    ComeAndLeaveTest(
            Reservations reservations,
            ReservationChanges changes,
            Stays stays,
            Purse purse,
            JdbcClient jdbc,
            TestClock clock) {
        this.reservations = reservations;
        this.changes = changes;
        this.stays = stays;
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
    void checking_in_begins_a_quarter_of_an_hour_before_the_start_and_costs_nothing_more() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        var mine = reservations.reserve(driver, park.anySpot(noon, hours(1)));
        clock.moveTo(noon.minus(Duration.ofMinutes(16)));
        assertRefused(ParkingRefusal.TOO_EARLY, () -> stays.checkIn(driver, mine.id()));
        clock.moveTo(noon.minus(Duration.ofMinutes(14)));
        assertThat(stays.checkIn(driver, mine.id()).status()).isEqualTo(ReservationStatus.CHECKED_IN);
        clock.moveTo(hours(1).minusSeconds(60));
        var left = stays.checkOut(driver, mine.id(), false);
        assertThat(left.status()).isEqualTo(ReservationStatus.COMPLETED);
        assertThat(left.due()).isEqualTo(Money.of(500, "EUR"));
    }

    @Test
    void leaving_within_the_grace_costs_nothing_and_later_the_whole_overstay() {
        var park = CarPark.payWhenReserving(jdbc, 2);
        var driver = park.driver();
        var punctual = paidAndIn(park, driver);
        var late = paidAndIn(park, driver);
        clock.moveTo(hours(1).plus(Stays.OVERSTAY_GRACE).minusSeconds(30));
        assertThat(stays.checkOut(driver, punctual.id(), false).due().isZero()).isTrue();
        clock.moveTo(hours(2).plusSeconds(1));
        assertThat(stays.runningCost(reservations.found(late.id()))).isEqualTo(Money.of(1500, "EUR"));
        var left = stays.checkOut(driver, late.id(), false);
        assertThat(left.price()).isEqualTo(Money.of(1500, "EUR"));
        assertThat(left.due()).isEqualTo(Money.of(1000, "EUR"));
        purse.pay(left);
        assertThat(reservations.found(late.id()).due().isZero()).isTrue();
    }

    @Test
    void a_lost_ticket_costs_what_the_tariff_says_and_never_less_than_was_accepted() {
        var park = CarPark.payWhenReserving(jdbc, 2);
        jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                        select lot_id, 2, now() - interval '1 day', document || '{"lostTicket": {"price": "12.00"}}', now()
                        from tariffs.version where lot_id = :lot""").param("lot", park.id()).update();
        var driver = park.driver();
        var attendant = park.attendant();
        var shortStay = paidAndIn(park, driver);
        assertRefused(PlatformRefusal.FORBIDDEN, () -> stays.checkOut(driver, shortStay.id(), true));
        assertRefused(PlatformRefusal.FORBIDDEN, () -> stays.previewCheckOut(driver, shortStay.id(), true));
        assertThat(stays.previewCheckOut(driver, shortStay.id(), false).due().isZero())
                .isTrue();

        var shown = stays.previewCheckOut(attendant, shortStay.id(), true);
        assertThat(shown.price()).isEqualTo(Money.of(1200, "EUR"));
        assertThat(shown.due()).isEqualTo(Money.of(700, "EUR"));
        var left = stays.checkOut(attendant, shortStay.id(), true);
        assertThat(left.due()).isEqualTo(shown.due());
        assertThat(jdbc.sql("select kind from payments.item where subject_id = :id order by created_at, id")
                        .param("id", left.id())
                        .query(String.class)
                        .list())
                .containsExactly("STAY", "LOST_TICKET");

        var dear = reservations.reserve(driver, park.anySpot(noon, hours(4)));
        purse.pay(dear);
        stays.checkIn(driver, dear.id());
        assertThat(stays.checkOut(attendant, dear.id(), true).price()).isEqualTo(Money.of(2000, "EUR"));
    }

    @Test
    void whoever_comes_while_another_still_stands_there_gets_the_next_spot_of_the_kind() {
        var park = CarPark.payOnLeaving(jdbc, 2);
        var first = reservations.reserve(park.driver(), park.spot(park.spots().getFirst(), noon, hours(1)));
        var driver = park.driver();
        var second = reservations.reserve(driver, park.spot(park.spots().getFirst(), hours(1), hours(2)));
        clock.moveTo(noon);
        stays.checkIn(park.attendant(), first.id());
        clock.moveTo(hours(1).plusSeconds(120));
        var moved = stays.checkIn(driver, second.id());
        assertThat(moved.status()).isEqualTo(ReservationStatus.CHECKED_IN);
        assertThat(moved.place().spotId()).isEqualTo(park.spots().get(1));
    }

    @Test
    void whose_spot_was_made_for_another_kind_of_car_meanwhile_still_gets_it() {
        var park = CarPark.payOnLeaving(jdbc, 2);
        var spot = park.spots().getFirst();
        var driver = park.driver();
        var mine = reservations.reserve(driver, park.spot(spot, noon, hours(1)));
        jdbc.sql("update lots.spot set kind = 'EV_CHARGING' where id = :spot")
                .param("spot", spot)
                .update();
        clock.moveTo(noon);
        assertThat(stays.checkIn(driver, mine.id()).place().spotId()).isEqualTo(spot);
    }

    @Test
    void where_no_other_spot_is_free_whoever_comes_is_told_so_and_keeps_the_reservation() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var first = reservations.reserve(park.driver(), park.anySpot(noon, hours(1)));
        var driver = park.driver();
        var second = reservations.reserve(driver, park.anySpot(hours(1), hours(2)));
        clock.moveTo(noon);
        stays.checkIn(park.attendant(), first.id());
        clock.moveTo(hours(1).plusSeconds(120));
        assertRefused(ParkingRefusal.SPOT_STILL_OCCUPIED, () -> stays.checkIn(driver, second.id()));
        stays.checkOut(park.attendant(), first.id(), false);
        assertThat(stays.checkIn(driver, second.id()).status()).isEqualTo(ReservationStatus.CHECKED_IN);
    }

    @Test
    void a_car_that_does_not_come_loses_its_spot_after_the_grace() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        var mine = reservations.reserve(driver, park.anySpot(noon, hours(3)));
        clock.moveTo(noon.plus(Duration.ofMinutes(59)));
        stays.releaseNoShows();
        assertThat(reservations.found(mine.id()).status()).isEqualTo(ReservationStatus.CONFIRMED);
        clock.moveTo(noon.plus(Duration.ofMinutes(60)));
        stays.releaseNoShows();
        assertThat(reservations.found(mine.id()).status()).isEqualTo(ReservationStatus.NO_SHOW);
        reservations.reserve(park.driver(), park.anySpot(clock.instant(), hours(3)));
    }

    @Test
    void a_drive_up_pays_for_the_time_it_stood() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var stay = reservations.reserve(driver, park.driveUp(clock.instant().plus(Duration.ofHours(8))));
        clock.push(Duration.ofMinutes(70));
        var left = stays.checkOut(driver, stay.id(), false);
        assertThat(left.price()).isEqualTo(Money.of(1000, "EUR"));
        assertThat(left.due()).isEqualTo(Money.of(1000, "EUR"));
        assertThat(left.lines()).isNotEmpty();
    }

    @Test
    void of_many_check_outs_at_once_one_counts() throws InterruptedException {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var stay = paidAndIn(park, driver);
        clock.moveTo(hours(3));
        var outcomes = Crowd.atOnce(16, index -> stays.checkOut(driver, stay.id(), false));
        assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
        assertThat(outcomes)
                .filteredOn(each -> !each.succeeded())
                .allMatch(each -> each.refusal() == ParkingRefusal.WRONG_STATE);
    }

    @Test
    void cancelling_gives_back_by_the_policy_accepted() {
        var park = CarPark.payWhenReserving(jdbc, 3);
        var driver = park.driver();
        var early = paid(park, driver);
        var late = paid(park, driver);
        var tooLate = paid(park, driver);
        clock.moveTo(noon.minus(Duration.ofMinutes(61)));
        assertThat(cancelled(driver, early)).isEqualTo(Money.of(500, "EUR"));
        clock.moveTo(noon.minus(Duration.ofMinutes(59)));
        assertThat(cancelled(driver, late)).isEqualTo(Money.of(250, "EUR"));
        clock.moveTo(noon);
        assertThat(cancelled(driver, tooLate)).isEqualTo(Money.of(0, "EUR"));
    }

    private Money cancelled(Caller driver, Reservation reservation) {
        var preview = changes.previewCancellation(driver, reservation.id());
        var cancelled = changes.cancel(driver, reservation.id(), null);
        assertThat(cancelled.refunded()).isEqualTo(preview.refund());
        assertThat(cancelled.captured()).isEqualTo(cancelled.owed().plus(cancelled.refunded()));
        return cancelled.refunded();
    }

    private Instant hours(int hours) {
        return noon.plus(Duration.ofHours(hours));
    }

    private Reservation paid(CarPark park, Caller driver) {
        var held = reservations.reserve(driver, park.anySpot(noon, hours(1)));
        purse.pay(held);
        return reservations.found(held.id());
    }

    private Reservation paidAndIn(CarPark park, Caller driver) {
        clock.reset();
        var paid = paid(park, driver);
        clock.moveTo(noon);
        return stays.checkIn(driver, paid.id());
    }
}
