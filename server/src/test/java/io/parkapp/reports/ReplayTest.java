package io.parkapp.reports;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Documents;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every past stay of a ledger paid 5.00.
@ParkappTest
class ReplayTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");
    private static final TimeWindow PERIOD = new TimeWindow(MORNING.minus(Duration.ofDays(1)), NOW);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Replays replays;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final People people;
    private final Http http;
    private UUID operator = new UUID(0, 0);

    ReplayTest(Replays replays, JdbcClient jdbc, TestClock clock, People people, Http http) {
        this.replays = replays;
        this.jdbc = jdbc;
        this.clock = clock;
        this.people = people;
        this.http = http;
    }

    @BeforeEach
    void newOperator() {
        clock.moveTo(NOW);
        operator = Ledger.operator(jdbc);
    }

    @Test
    void it_says_who_would_have_paid_more_and_who_less() {
        var lot = lot(1);
        var cheaper = lot.completed(0, MORNING, MORNING.plus(HOUR));
        lot.completed(0, MORNING.plus(HOUR), MORNING.plus(HOUR.multipliedBy(3)));
        var dearest = lot.completed(0, MORNING.plus(HOUR.multipliedBy(4)), MORNING.plus(HOUR.multipliedBy(9)));
        lot.confirmed(0, NOW.plus(HOUR));
        lot.completed(0, PERIOD.from().minus(HOUR), PERIOD.from().minusSeconds(1));

        var id = replays.start(admin(), lot.lot(), Documents.hourly("2.50"), PERIOD)
                .id();
        finish(id);

        var done = replays.get(admin(), id);
        assertThat(done.status()).isEqualTo(Replay.Status.DONE);
        assertThat(done.staysDone()).isEqualTo(3);
        var result = requireNonNull(done.result());
        assertThat(result.paysMore()).isEqualTo(1);
        assertThat(result.paysLess()).isEqualTo(1);
        assertThat(result.paysSame()).isEqualTo(1);
        assertThat(result.before()).isEqualTo(Money.of(1_500, "EUR"));
        assertThat(result.after()).isEqualTo(Money.of(250 + 500 + 1_250, "EUR"));
        assertThat(result.largest())
                .extracting(Replay.Difference::reservationId)
                .containsExactly(dearest, cheaper);
    }

    @Test
    void only_the_five_largest_differences_are_named() {
        var lot = lot(1);
        for (var i = 0; i < 8; i++) {
            var from = MORNING.plus(Duration.ofMinutes(10L * i));
            lot.completed(0, from, from.plus(Duration.ofMinutes(i + 1)));
        }
        var perMinute =
                Documents.of(Documents.json(Documents.hourly("1.00")).replace("\"perMinutes\":60", "\"perMinutes\":1"));
        var id = replays.start(admin(), lot.lot(), perMinute, PERIOD).id();
        finish(id);
        var result = requireNonNull(replays.get(admin(), id).result());
        assertThat(result.largest())
                .extracting(each -> each.after().amountMinor())
                .containsExactly(100L, 200L, 800L, 300L, 700L);
    }

    @Test
    void stays_without_a_price_are_counted_apart() {
        var lot = lot(1);
        lot.completed(0, MORNING, MORNING.plus(HOUR.multipliedBy(3)));
        lot.completed(0, MORNING.plus(HOUR.multipliedBy(4)), MORNING.plus(HOUR.multipliedBy(5)));
        var short_ = Documents.of(Documents.json(Documents.hourly("5.00"))
                .replace("\"rates\":", "\"maximumStayMinutes\":120,\"rates\":"));
        var id = replays.start(admin(), lot.lot(), short_, PERIOD).id();
        finish(id);
        var result = requireNonNull(replays.get(admin(), id).result());
        assertThat(result.withoutPrice()).isEqualTo(1);
        assertThat(result.before()).isEqualTo(Money.of(500, "EUR"));
    }

    @Test
    void what_is_cancelled_stays_as_far_as_it_was() {
        var lot = lot(1);
        lot.completed(0, MORNING, MORNING.plus(HOUR));
        var id = insertQueued(lot.lot());
        assertThat(replays.cancel(admin(), id).status()).isEqualTo(Replay.Status.CANCELLED);
        assertThat(replays.step(id)).isFalse();
        assertThat(replays.get(admin(), id).staysDone()).isZero();
    }

    @Test
    void a_lot_has_one_replay_at_a_time() {
        var lot = lot(1);
        insertQueued(lot.lot());
        assertThatThrownBy(() -> replays.start(admin(), lot.lot(), Documents.hourly("1.00"), PERIOD))
                .satisfies(
                        refused -> assertThat(((Refusal) refused).reason()).isEqualTo(ReportsRefusal.REPLAY_RUNNING));
    }

    @Test
    void replays_are_for_those_who_may_write_the_lots_tariffs() {
        var lot = lot(1);
        var id = insertQueued(lot.lot());
        var stranger = people.operatorAdmin(Ledger.operator(jdbc)).caller();
        isHidden(() -> replays.get(stranger, id));
        isHidden(() -> replays.cancel(stranger, id));
        isHidden(() -> replays.start(stranger, lot.lot(), Documents.hourly("1.00"), PERIOD));
        var body = Map.of("tariff", Documents.hourly("1.00"), "from", PERIOD.from(), "until", PERIOD.until());
        var path = "/api/lots/" + lot(1).lot() + "/tariff-replays";
        assertThat(http.as(people.driver().token()).post(path, body).status()).isEqualTo(403);
        var started = http.as(people.operatorAdmin(operator).token()).post(path, body);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
    }

    /// As if its job had not begun yet.
    private UUID insertQueued(UUID lot) {
        return jdbc.sql("""
                        insert into reports.replay (operator_id, lot_id, requested_by, tariff, during, stays_total, currency,
                                                    created_at)
                        values (:operator, :lot, :operator, :tariff::jsonb, '[2026-11-22,2026-11-24)', 1, 'EUR', now())
                        returning id""")
                .param("operator", operator)
                .param("lot", lot)
                .param("tariff", Documents.json(Documents.hourly("2.50")))
                .query(UUID.class)
                .single();
    }

    /// Beside the job, which may be doing the same: a step is done once.
    private void finish(UUID id) {
        while (replays.step(id)) {
            assertThat(replays.get(admin(), id).status()).isEqualTo(Replay.Status.RUNNING);
        }
    }

    private Ledger lot(int spots) {
        return Ledger.lot(jdbc, operator, "Berlin", "Europe/Berlin", "EUR", spots);
    }

    private Caller admin() {
        return people.operatorAdmin(operator).caller();
    }

    private static void isHidden(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action)
                .satisfies(refused -> assertThat(((Refusal) refused).reason()).isEqualTo(PlatformRefusal.NOT_FOUND));
    }
}
