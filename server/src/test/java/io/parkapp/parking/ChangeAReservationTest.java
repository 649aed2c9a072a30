package io.parkapp.parking;

import static io.parkapp.parking.ParkingRefusal.NO_FREE_SPOT;
import static io.parkapp.parking.ParkingRefusal.SPOT_TAKEN;
import static io.parkapp.parking.ParkingRefusal.TOO_LATE;
import static io.parkapp.parking.ParkingRefusal.WINDOW_TOO_FAR;
import static io.parkapp.parking.ParkingRefusal.WRONG_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.parking.Crowd.Outcome;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Reason;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Documents;
import io.parkapp.values.Money;
import io.parkapp.values.Plate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class ChangeAReservationTest {
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final Purse purse;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Instant noon = Instant.EPOCH;

    ChangeAReservationTest(
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
    void a_longer_window_costs_the_difference_that_was_shown_before() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var paid = paid(park, driver, 1);
        var preview = changes.previewChange(driver, paid.id(), null, hours(3), false);
        assertThat(preview.possible()).isTrue();
        assertThat(preview.difference()).isEqualTo(Money.of(1000, "EUR"));

        var changed = extend(driver, paid, 3, false);
        assertThat(changed.price()).isEqualTo(preview.price());
        assertThat(changed.due()).isEqualTo(preview.due()).isEqualTo(Money.of(1000, "EUR"));
        purse.pay(changed);
        assertThat(reservations.found(paid.id()).due().isZero()).isTrue();
    }

    @Test
    void a_shorter_window_gives_the_difference_back_while_cancelling_is_free() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var paid = paid(park, driver, 3);
        var changed = extend(driver, paid, 1, false);
        assertThat(changed.refunded()).isEqualTo(Money.of(1000, "EUR"));
        assertThat(changed.captured()).isEqualTo(changed.owed().plus(changed.refunded()));
    }

    @Test
    void it_cannot_be_shortened_once_cancelling_has_its_price() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var paid = paid(park, driver, 3);
        clock.moveTo(noon.minus(Duration.ofMinutes(30)));
        assertRefused(TOO_LATE, () -> extend(driver, paid, 1, false));
        assertThat(reservations.found(paid.id()).window()).isEqualTo(paid.window());
    }

    @Test
    void it_cannot_be_moved_further_ahead_than_one_may_reserve() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        var mine = reservations.reserve(driver, park.anySpot(noon, hours(1)));
        var far = clock.instant().plus(Reservation.AHEAD_MAX).plusSeconds(60);
        var until = far.plus(Duration.ofHours(1));
        assertRefused(WINDOW_TOO_FAR, () -> changes.previewChange(driver, mine.id(), far, until, false));
        assertRefused(WINDOW_TOO_FAR, () -> changes.change(driver, mine.id(), null, far, until, false, null));
    }

    @Test
    void a_taken_spot_refuses_and_another_of_its_kind_serves_only_when_asked_for() {
        var park = CarPark.payOnLeaving(jdbc, 2);
        var driver = park.driver();
        var mine = reservations.reserve(driver, park.spot(park.spots().getFirst(), noon, hours(1)));
        reservations.reserve(park.driver(), park.spot(park.spots().getFirst(), hours(1), hours(2)));
        assertRefused(SPOT_TAKEN, () -> extend(driver, mine, 2, false));
        assertThat(reservations.found(mine.id())).isEqualTo(mine);

        var moved = extend(driver, mine, 2, true);
        assertThat(moved.place().spotId()).isEqualTo(park.spots().get(1));
        reservations.reserve(park.driver(), park.spot(park.spots().get(1), hours(2), hours(3)));
        assertRefused(NO_FREE_SPOT, () -> extend(driver, moved, 3, true));
        assertThat(park.doubleBookings()).isZero();
    }

    @Test
    void changes_in_opposite_order_never_double_book_and_never_fail_otherwise() throws InterruptedException {
        var park = CarPark.payOnLeaving(jdbc, 2);
        for (var round = 0; round < 20; round++) {
            var start = noon.plus(Duration.ofHours(6L * round));
            var driver = park.driver();
            var first = reservations.reserve(driver, park.anySpot(start, start.plus(Duration.ofHours(1))));
            var second = reservations.reserve(
                    driver, park.anySpot(start.plus(Duration.ofHours(2)), start.plus(Duration.ofHours(3))));
            // Each wants the time of the other.
            var outcomes = Crowd.atOnce(8, index -> {
                var mine = index % 2 == 0 ? first : second;
                var other = index % 2 == 0 ? second : first;
                return changes.change(
                        driver,
                        mine.id(),
                        null,
                        other.window().from(),
                        other.window().until(),
                        index % 4 < 2,
                        null);
            });
            assertThat(outcomes)
                    .filteredOn(each -> !each.succeeded())
                    .allMatch(each -> each.refusal() == SPOT_TAKEN || each.refusal() == NO_FREE_SPOT);
            assertThat(park.doubleBookings()).isZero();
        }
    }

    @Test
    void of_many_who_extend_into_the_same_gap_at_most_one_gets_it() throws InterruptedException {
        var park = CarPark.payOnLeaving(jdbc, 1);
        for (var round = 0; round < 30; round++) {
            var start = noon.plus(Duration.ofHours(6L * round));
            var driver = park.driver();
            var before = reservations.reserve(driver, park.anySpot(start, start.plus(Duration.ofHours(1))));
            var after = reservations.reserve(
                    driver, park.anySpot(start.plus(Duration.ofHours(2)), start.plus(Duration.ofHours(3))));
            var outcomes = Crowd.atOnce(
                    2,
                    index -> index == 0
                            ? changes.change(
                                    driver, before.id(), null, null, start.plus(Duration.ofHours(2)), false, null)
                            : changes.change(
                                    driver, after.id(), null, start.plus(Duration.ofHours(1)), null, false, null));
            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(park.doubleBookings()).isZero();
        }
    }

    @Test
    void another_plate_may_come() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var paid = paid(park, driver, 1);
        var changed = changes.change(driver, paid.id(), new Plate("FR AB 7"), null, null, false, null);
        assertThat(changed.plate().text()).isEqualTo("FRAB7");
        assertThat(changed.price()).isEqualTo(paid.price());
    }

    @Test
    void a_later_tariff_does_not_change_the_price_of_an_earlier_reservation() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        var mine = reservations.reserve(driver, park.anySpot(noon, hours(1)));
        jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                        values (:lot, 2, now(), :document::jsonb, now())""")
                .param("lot", park.id())
                .param("document", Documents.json(Documents.hourly("99.00")))
                .update();
        assertThat(extend(driver, mine, 2, false).price()).isEqualTo(Money.of(1000, "EUR"));
    }

    @Test
    void a_change_of_what_somebody_else_changed_since_is_refused() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        var mine = reservations.reserve(driver, park.anySpot(noon, hours(1)));
        changes.change(driver, mine.id(), new Plate("FR AB 7"), null, null, false, mine.version());
        assertRefused(
                PlatformRefusal.PRECONDITION_FAILED,
                () -> changes.change(driver, mine.id(), new Plate("FR AB 8"), null, null, false, mine.version()));
    }

    @Test
    void somebody_elses_reservation_does_not_exist_for_me() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var mine = reservations.reserve(park.driver(), park.anySpot(noon, hours(1)));
        assertRefused(PlatformRefusal.NOT_FOUND, () -> extend(park.driver(), mine, 2, false));
        assertRefused(
                PlatformRefusal.NOT_FOUND,
                () -> extend(CarPark.payOnLeaving(jdbc, 1).attendant(), mine, 2, false));
        assertThat(extend(park.attendant(), mine, 2, false).window().until()).isEqualTo(hours(2));
    }

    @Test
    void what_is_over_stays_as_it_is() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        var mine = reservations.reserve(driver, park.anySpot(noon, hours(1)));
        changes.cancel(driver, mine.id(), null);
        assertRefused(WRONG_STATE, () -> extend(driver, mine, 2, false));
        assertRefused(WRONG_STATE, () -> changes.cancel(driver, mine.id(), null));
    }

    private Instant hours(int hours) {
        return noon.plus(Duration.ofHours(hours));
    }

    private Reservation paid(CarPark park, Caller driver, int hours) {
        var held = reservations.reserve(driver, park.anySpot(noon, hours(hours)));
        purse.pay(held);
        return reservations.found(held.id());
    }

    private Reservation extend(Caller caller, Reservation reservation, int hours, boolean otherSpotAllowed) {
        return changes.change(caller, reservation.id(), null, null, hours(hours), otherSpotAllowed, null);
    }

    static void assertRefused(Reason reason, Runnable doing) {
        Consumer<Refusal> hasReason = no -> assertThat(no.reason()).isEqualTo(reason);
        assertThatThrownBy(doing::run).isInstanceOfSatisfying(Refusal.class, hasReason);
    }
}
