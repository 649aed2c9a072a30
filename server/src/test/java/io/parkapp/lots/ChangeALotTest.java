package io.parkapp.lots;

import static io.parkapp.lots.Places.adminOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.platform.PlatformRefusal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeALotTest {
    private final Operators operators;
    private final LotChanges changes;
    private final Lots lots;
    private final JdbcClient jdbc;
    private final TestClock clock;

    private Operator operator = new Operator(UUID.randomUUID(), "none yet", null, null, null, null, null);
    private Caller admin = adminOf(operator);

    ChangeALotTest(Operators operators, LotChanges changes, Lots lots, JdbcClient jdbc, TestClock clock) {
        this.operators = operators;
        this.changes = changes;
        this.lots = lots;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void an_operator() {
        operator = Places.operator(operators, "City Parking");
        admin = adminOf(operator);
    }

    @Test
    void what_is_left_out_stays_and_the_change_is_seen_at_once() {
        var lot = changes.create(admin, Places.lot("Before"));
        assertThat(lots.get(lot.id()).name()).isEqualTo("Before");

        var changed = changes.change(admin, lot.id(), Places.renamed("After"), null);

        assertThat(changed.name()).isEqualTo("After");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.address()).isEqualTo(lot.address());
        assertThat(changed.currency()).isEqualTo("INR");
        assertThat(lots.get(lot.id())).isEqualTo(changed);
        assertThat(details(lot.id(), "lot.changed"))
                .containsExactly("{\"name\": {\"after\": \"After\", \"before\": \"Before\"}}");
    }

    @Test
    void a_change_of_an_older_version_is_refused() {
        var lot = changes.create(admin, Places.lot("Versioned"));
        changes.change(admin, lot.id(), Places.renamed("Second"), 1);
        Refused.because(
                PlatformRefusal.PRECONDITION_FAILED, () -> changes.change(admin, lot.id(), Places.renamed("Third"), 1));
        assertThat(lots.get(lot.id()).name()).isEqualTo("Second");
    }

    @Test
    void of_sixteen_changes_of_one_version_at_once_exactly_one_is_made() throws InterruptedException {
        var lot = changes.create(admin, Places.lot("Raced"));
        assertThat(raceToRename(lot, 1)).isEqualTo(1);
        assertThat(lots.find(lot.id()).orElseThrow().version()).isEqualTo(2);
    }

    /// The negative control of the race above.
    @Test
    void without_a_version_all_sixteen_are_made() throws InterruptedException {
        var lot = changes.create(admin, Places.lot("Unguarded"));
        assertThat(raceToRename(lot, null)).isEqualTo(16);
    }

    private int raceToRename(Lot lot, @Nullable Integer version) throws InterruptedException {
        var made = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 16)
                    .mapToObj(number -> Executors.callable(() -> {
                        changes.change(admin, lot.id(), Places.renamed("Name " + number), version);
                        made.incrementAndGet();
                    }))
                    .toList());
        }
        return made.get();
    }

    @Test
    void an_archived_lot_is_gone_until_it_is_brought_back() {
        var lot = changes.create(admin, Places.lot("Archive"));
        changes.archive(admin, lot.id());
        changes.archive(admin, lot.id());

        Refused.asAbsent(() -> lots.get(lot.id()));
        assertThat(lots.find(lot.id()).orElseThrow().archived()).isTrue();
        Refused.because(
                LotsRefusal.LOT_ARCHIVED, () -> changes.change(admin, lot.id(), Places.renamed("Renamed"), null));

        changes.change(admin, lot.id(), Places.archived(false), null);
        assertThat(lots.get(lot.id()).archived()).isFalse();
        assertThat(details(lot.id(), "lot.archived")).hasSize(1);
        assertThat(details(lot.id(), "lot.unarchived")).hasSize(1);
    }

    @Test
    void a_lot_is_closed_for_a_time_and_opened_again() {
        var lot = changes.create(admin, Places.lot("Closing"));
        var from = clock.instant().plus(Duration.ofHours(1));
        var request = new ClosureRequest(from, from.plus(Duration.ofHours(2)), "Resurfacing");

        var closure = changes.close(admin, lot.id(), request);
        assertThat(lots.get(lot.id()).closures()).containsExactly(closure);
        assertThat(lots.get(lot.id()).isOpenAt(from)).isFalse();

        changes.reopen(admin, lot.id(), closure.id());
        assertThat(lots.get(lot.id()).closures()).isEmpty();
    }

    @Test
    void a_closure_that_has_begun_ends_when_taken_back_and_one_that_is_over_stays() {
        var lot = changes.create(admin, Places.lot("Running"));
        var from = clock.instant();
        var closure = changes.close(admin, lot.id(), new ClosureRequest(from, from.plus(Duration.ofHours(2)), null));
        clock.push(Duration.ofMinutes(10));
        changes.reopen(admin, lot.id(), closure.id());

        assertThat(lots.get(lot.id()).isOpenAt(clock.instant())).isTrue();
        assertThat(lots.get(lot.id()).isOpenAt(from)).isTrue();
        Refused.because(LotsRefusal.CLOSURE_OVER, () -> changes.reopen(admin, lot.id(), closure.id()));
        assertThat(jdbc.sql("select count(*) from lots.closure where id = :id")
                        .param("id", closure.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void the_past_cannot_be_closed() {
        var lot = changes.create(admin, Places.lot("Past"));
        var now = clock.instant();
        Refused.field(
                "from",
                () -> changes.close(
                        admin, lot.id(), new ClosureRequest(now.minusSeconds(120), now.plusSeconds(60), null)));
        Refused.field(
                "until",
                () -> changes.close(
                        admin, lot.id(), new ClosureRequest(now.plusSeconds(60), now.plusSeconds(60), null)));
        Refused.field(
                "until",
                () -> changes.close(
                        admin, lot.id(), new ClosureRequest(now, now.plus(Duration.ofDays(100_000)), null)));
    }

    @Test
    void another_operators_lot_looks_absent() {
        var lot = changes.create(admin, Places.lot("Mine"));
        var stranger = adminOf(Places.operator(operators, "Stranger"));
        var later = clock.instant().plusSeconds(60);
        Refused.asAbsent(() -> changes.change(stranger, lot.id(), Places.renamed("Theirs"), null));
        Refused.asAbsent(() -> changes.archive(stranger, lot.id()));
        Refused.asAbsent(
                () -> changes.close(stranger, lot.id(), new ClosureRequest(later, later.plusSeconds(60), null)));
        Refused.asAbsent(() -> changes.reopen(stranger, lot.id(), UUID.randomUUID()));
        Refused.asAbsent(() -> changes.change(admin, UUID.randomUUID(), Places.renamed("None"), null));
        assertThat(lots.get(lot.id()).version()).isEqualTo(1);
    }

    private List<String> details(UUID subject, String action) {
        return jdbc.sql("select details from audit.entry where subject_id = :subject and action = :action order by id")
                .param("subject", subject)
                .param("action", action)
                .query((row, index) -> row.getString("details"))
                .list();
    }
}
