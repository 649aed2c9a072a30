package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.lots.SpotKind;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A lot that lets one cancel until an hour before the start, and half later; a charger until a day before, and for
/// nothing later.
@ParkappTest
class CancelByKindTest {
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final Purse purse;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Instant noon = Instant.EPOCH;

    CancelByKindTest(
            Reservations reservations, ReservationChanges changes, Purse purse, JdbcClient jdbc, TestClock clock) {
        this.reservations = reservations;
        this.changes = changes;
        this.purse = purse;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void in_three_days() {
        clock.reset();
        noon = clock.instant().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    void each_kind_is_cancelled_by_its_own_terms() {
        var park = park();
        var driver = park.driver();
        var charger = park.addSpot("E-1", 1, SpotKind.EV_CHARGING);
        var otherCharger = park.addSpot("E-2", 2, SpotKind.EV_CHARGING);
        var plain = park.addSpot("S-1", 3, SpotKind.STANDARD);
        var early = paid(park, driver, charger);
        var late = paid(park, driver, otherCharger);
        var other = paid(park, driver, plain);
        assertThat(early.freeUntil()).isEqualTo(noon.minus(Duration.ofDays(1)));
        assertThat(early.lateRefundPercent()).isZero();
        assertThat(other.freeUntil()).isEqualTo(noon.minus(Duration.ofHours(1)));
        assertThat(other.lateRefundPercent()).isEqualTo(50);

        clock.moveTo(noon.minus(Duration.ofDays(1)).minusSeconds(60));
        assertThat(refunded(driver, early)).isEqualTo(Money.of(500, "EUR"));
        clock.moveTo(noon.minus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(refunded(driver, late)).isEqualTo(Money.of(0, "EUR"));
        clock.moveTo(noon.minus(Duration.ofMinutes(59)));
        assertThat(refunded(driver, other)).isEqualTo(Money.of(250, "EUR"));
    }

    @Test
    void a_lot_without_exceptions_has_the_same_terms_for_every_kind() {
        var park = CarPark.payWhenReserving(jdbc, 0);
        var charger = paid(park, park.driver(), park.addSpot("E-1", 1, SpotKind.EV_CHARGING));
        assertThat(charger.freeUntil()).isEqualTo(noon.minus(Duration.ofHours(1)));
        assertThat(charger.lateRefundPercent()).isEqualTo(50);
    }

    @Test
    void another_start_counts_by_the_terms_of_the_kind() {
        var park = park();
        var driver = park.driver();
        var charger = paid(park, driver, park.addSpot("E-1", 1, SpotKind.EV_CHARGING));
        var later = noon.plus(Duration.ofHours(2));
        var moved = changes.change(driver, charger.id(), null, later, later.plus(Duration.ofHours(1)), false, null);
        assertThat(moved.freeUntil()).isEqualTo(later.minus(Duration.ofDays(1)));
    }

    @Test
    void what_was_reserved_keeps_its_terms_when_those_of_its_kind_change() {
        var park = park();
        var driver = park.driver();
        var charger = paid(park, driver, park.addSpot("E-1", 1, SpotKind.EV_CHARGING));
        exceptions(park, "[]");
        var longer = changes.change(driver, charger.id(), null, null, noon.plus(Duration.ofHours(2)), false, null);
        assertThat(longer.freeUntil()).isEqualTo(charger.freeUntil());
        assertThat(longer.lateRefundPercent()).isZero();
    }

    private CarPark park() {
        var park = CarPark.payWhenReserving(jdbc, 0);
        exceptions(park, """
                [{"kind": "EV_CHARGING", "freeUntilMinutesBefore": 1440, "lateRefundPercent": 0}]""");
        return park;
    }

    private void exceptions(CarPark park, String list) {
        jdbc.sql("update lots.lot set cancellation_exceptions = :list::jsonb where id = :id")
                .param("list", list)
                .param("id", park.id())
                .update();
    }

    private Reservation paid(CarPark park, Caller driver, UUID spot) {
        var held = reservations.reserve(driver, park.spot(spot, noon, noon.plus(Duration.ofHours(1))));
        purse.pay(held);
        return reservations.found(held.id());
    }

    private Money refunded(Caller driver, Reservation reservation) {
        var preview = changes.previewCancellation(driver, reservation.id());
        var cancelled = changes.cancel(driver, reservation.id(), null);
        assertThat(cancelled.refunded()).isEqualTo(preview.refund());
        return cancelled.refunded();
    }
}
