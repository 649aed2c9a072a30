package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.accounts.AccountErased;
import io.parkapp.lots.LotChanges;
import io.parkapp.lots.LotsRefusal;
import io.parkapp.platform.Reason;
import io.parkapp.platform.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Somebody reserves while the lot is archived, or while their own account is erased: one of the two is refused,
/// whichever came first.
@ParkappTest
class ReserveWhileItEndsTest {
    private static final Executor THREADS = Thread::startVirtualThread;

    private final Reservations reservations;
    private final LotChanges lotChanges;
    private final Http http;
    private final ApplicationEventPublisher events;
    private final People people;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final CarPark park;

    ReserveWhileItEndsTest(
            Reservations reservations,
            LotChanges lotChanges,
            Http http,
            ApplicationEventPublisher events,
            People people,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            TestClock clock) {
        this.reservations = reservations;
        this.lotChanges = lotChanges;
        this.http = http;
        this.events = events;
        this.people = people;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
        this.park = CarPark.payOnLeaving(jdbc, 2);
    }

    @Test
    void archiving_waits_for_a_claim_and_is_refused() {
        var driver = people.driver();
        assertThat(meanwhile(() -> reserve(driver), this::archive)).isEqualTo(LotsRefusal.LOT_IN_USE);
        assertThat(isArchived()).isFalse();
    }

    @Test
    void a_claim_waits_for_archiving_and_is_refused() {
        var driver = people.driver();
        assertThat(meanwhile(this::archive, () -> reserve(driver))).isEqualTo(ParkingRefusal.NO_FREE_SPOT);
        assertThat(liveInLot()).isZero();
    }

    @Test
    void erasing_waits_for_a_claim_and_is_refused() {
        var driver = people.driver();
        var admin = http.as(people.platformAdmin().token());
        var answer = new AtomicReference<Http.Answer>();
        meanwhile(() -> reserve(driver), () -> answer.set(admin.delete("/api/accounts/" + driver.id())));
        assertThat(answer.get().problem()).isEqualTo("account-has-reservations");
    }

    @Test
    void a_claim_waits_for_erasing_and_is_refused() {
        var driver = people.driver();
        Runnable erase = () -> {
            jdbc.sql(
                            "update accounts.account set status = 'ERASED', email = null, password_hash = null where id = :account")
                    .param("account", driver.id())
                    .update();
            events.publishEvent(new AccountErased(driver.id()));
        };
        assertThat(meanwhile(erase, () -> reserve(driver))).isEqualTo(ParkingRefusal.NO_FREE_SPOT);
        assertThat(liveInLot()).isZero();
    }

    @Test
    void without_keeping_claims_away_the_lot_is_archived_under_them() {
        var driver = people.driver();
        // As a careless program would: look whether it is in use, and then write.
        Runnable careless = () -> {
            assertThat(liveInLot()).isZero();
            jdbc.sql("update lots.lot set archived_at = now() where id = :lot")
                    .param("lot", park.id())
                    .update();
        };
        assertThat(meanwhile(() -> reserve(driver), careless)).isNull();
        assertThat(isArchived()).isTrue();
        assertThat(liveInLot()).isOne();
    }

    /// The second begins while the first has not committed, and goes on until it ends or waits for the first.
    ///
    /// @return why the second was refused; null if it was not
    private @Nullable Reason meanwhile(Runnable first, Runnable second) {
        var running = transaction.execute(status -> {
            first.run();
            var begun = CompletableFuture.supplyAsync(() -> refusalOf(second), THREADS);
            while (!begun.isDone() && !isSomebodyWaiting()) {
                Thread.onSpinWait();
            }
            return begun;
        });
        return Objects.requireNonNull(running).join();
    }

    private static @Nullable Reason refusalOf(Runnable action) {
        try {
            action.run();
            return null;
        } catch (Refusal refusal) {
            return refusal.reason();
        }
    }

    private boolean isSomebodyWaiting() {
        return jdbc.sql("""
                        select exists (select from pg_stat_activity
                                       where datname = current_database() and wait_event_type = 'Lock')""").query(Boolean.class).single();
    }

    private void reserve(People.Person driver) {
        var from = clock.instant().plus(Duration.ofDays(1));
        reservations.reserve(driver.caller(), park.anySpot(from, from.plus(Duration.ofHours(1))));
    }

    private void archive() {
        lotChanges.archive(people.operatorAdmin(park.operator()).caller(), park.id());
    }

    private boolean isArchived() {
        return jdbc.sql("select archived_at is not null from lots.lot where id = :lot")
                .param("lot", park.id())
                .query(Boolean.class)
                .single();
    }

    private int liveInLot() {
        return jdbc.sql("select count(*) from parking.reservation where lot_id = :lot and status = 'CONFIRMED'")
                .param("lot", park.id())
                .query(Integer.class)
                .single();
    }
}
