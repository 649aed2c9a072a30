package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.Proof;
import io.parkapp.Storm;
import io.parkapp.TestClock;
import io.parkapp.payments.QuietScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Money that arrives while its hold ends, and while somebody else waits for the spot: two thousand times within 200
/// milliseconds before or after.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class HoldAgainstPaymentTest {
    private static final int ROUNDS = Storm.size(500, 2_000);
    private static final int AT_ONCE = 100;
    private static final int CARELESS_ROUNDS = 20;
    private static final int AROUND_MILLIS = 200;
    private static final Duration PAUSE_OF_JOB = Duration.ofMillis(10);

    private final Random random = new Random(20261122);
    private final Reservations reservations;
    private final Purse purse;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final Proof proof;
    private final Instant tomorrow;

    HoldAgainstPaymentTest(Reservations reservations, Purse purse, JdbcClient jdbc, TestClock clock, Proof proof) {
        this.reservations = reservations;
        this.purse = purse;
        this.jdbc = jdbc;
        this.clock = clock;
        this.proof = proof;
        clock.reset();
        this.tomorrow = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    void each_is_confirmed_and_paid_or_expired_and_given_back_in_full() throws InterruptedException {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var ends = new EnumMap<ReservationStatus, Integer>(ReservationStatus.class);
        for (var first = 0; first < ROUNDS; first += AT_ONCE) {
            for (var held : race(park, first)) {
                var after = reservations.found(held.id());
                assertEndedWell(after);
                ends.merge(after.status(), 1, Integer::sum);
            }
        }
        assertThat(park.doubleBookings()).isZero();
        assertThat(ends).containsOnlyKeys(ReservationStatus.CONFIRMED, ReservationStatus.EXPIRED);
        assertThat(ends.values().stream().mapToInt(each -> each).sum()).isEqualTo(ROUNDS);
        proof.assertGreen(park.operator());
    }

    @Test
    void without_naming_the_state_they_start_from_both_would_win() throws InterruptedException {
        var park = CarPark.payWhenReserving(jdbc, 1);
        for (var round = 0; round < CARELESS_ROUNDS; round++) {
            var held = hold(park, round);
            var bothHaveLooked = new CyclicBarrier(2);
            var won = Crowd.atOnce(2, index -> {
                var isHeld = reservations.found(held.id()).status() == ReservationStatus.HELD;
                await(bothHaveLooked);
                return isHeld && endCarelessly(held.id(), index == 0 ? "CONFIRMED" : "EXPIRED");
            });
            assertThat(won).allMatch(each -> Objects.equals(each.result(), true));
        }
    }

    /// Each hold of a batch ends at about the same time, when its payer, a rival and the job that frees spots meet.
    private List<Reservation> race(CarPark park, int first) throws InterruptedException {
        clock.reset();
        var batch = Crowd.atOnce(AT_ONCE, index -> hold(park, first + index)).stream()
                .map(each -> Objects.requireNonNull(each.result()))
                .toList();
        var paying = new ArrayList<Instant>();
        var claiming = new ArrayList<Instant>();
        for (var held : batch) {
            var end = Objects.requireNonNull(held.holdUntil());
            paying.add(end.plusMillis(random.nextInt(-AROUND_MILLIS, AROUND_MILLIS)));
            claiming.add(end.plusMillis(random.nextInt(AROUND_MILLIS)));
        }
        var over = batch.stream()
                .map(each -> Objects.requireNonNull(each.holdUntil()).plusMillis(AROUND_MILLIS))
                .max(Instant::compareTo)
                .orElseThrow();
        clock.moveTo(batch.stream()
                .map(each -> Objects.requireNonNull(each.holdUntil()).minusMillis(AROUND_MILLIS))
                .min(Instant::compareTo)
                .orElseThrow());
        Crowd.atOnce(2 * AT_ONCE + 1, index -> {
            if (index == 2 * AT_ONCE) {
                return freeSpotsUntil(over);
            }
            var round = index / 2;
            if (index % 2 == 0) {
                sleepUntil(paying.get(round));
                purse.pay(batch.get(round));
            } else {
                sleepUntil(claiming.get(round));
                hold(park, first + round);
            }
            return 0;
        });
        reservations.lapseHolds();
        return batch;
    }

    private int freeSpotsUntil(Instant time) {
        var freed = 0;
        while (clock.instant().isBefore(time)) {
            freed += reservations.lapseHolds();
            sleepUntil(clock.instant().plus(PAUSE_OF_JOB));
        }
        return freed;
    }

    private Reservation hold(CarPark park, int hour) {
        var from = tomorrow.plus(Duration.ofHours(hour));
        return reservations.reserve(park.driver(), park.anySpot(from, from.plus(Duration.ofHours(1))));
    }

    private static void assertEndedWell(Reservation after) {
        var isPaid = after.captured().equals(after.price()) && after.refunded().isZero();
        var isGivenBack = after.captured().equals(after.refunded());
        assertThat(after.status() == ReservationStatus.CONFIRMED ? isPaid : isGivenBack)
                .as("%s, captured %s, refunded %s", after.status(), after.captured(), after.refunded())
                .isTrue();
        assertThat(after.captured()).as("the money arrived").isEqualTo(after.price());
    }

    private boolean endCarelessly(UUID id, String status) {
        return jdbc.sql("update parking.reservation set status = :status, hold_until = null where id = :id")
                        .param("status", status)
                        .param("id", id)
                        .update()
                == 1;
    }

    private void sleepUntil(Instant time) {
        try {
            Thread.sleep(Duration.between(clock.instant(), time));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException stopping) {
            throw new IllegalStateException(stopping);
        }
    }
}
