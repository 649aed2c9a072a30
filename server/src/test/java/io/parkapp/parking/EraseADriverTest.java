package io.parkapp.parking;

import static io.parkapp.parking.ChangeAReservationTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.accounts.AccountErased;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkappTest
class EraseADriverTest {
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final TestClock clock;

    EraseADriverTest(
            Reservations reservations,
            ReservationChanges changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            TestClock clock) {
        this.reservations = reservations;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void erasing_waits_for_live_reservations_and_then_takes_the_plates() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        var from = clock.instant().plus(Duration.ofDays(1));
        var mine = reservations.reserve(driver, park.anySpot(from, from.plus(Duration.ofHours(1))));
        assertRefused(ParkingRefusal.ACCOUNT_HAS_RESERVATIONS, () -> erase(driver.account()));
        changes.cancel(driver, mine.id(), null);
        erase(driver.account());
        assertThat(reservations.found(mine.id()).plate().text()).isEqualTo("ERASED");
    }

    private void erase(UUID account) {
        transaction.executeWithoutResult(status -> events.publishEvent(new AccountErased(account)));
    }
}
