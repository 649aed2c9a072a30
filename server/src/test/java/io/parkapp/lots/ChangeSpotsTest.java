package io.parkapp.lots;

import static io.parkapp.lots.Places.adminOf;
import static io.parkapp.lots.Places.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parkapp.ParkappTest;
import io.parkapp.accounts.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeSpotsTest {
    private final Operators operators;
    private final LotChanges lotChanges;
    private final SpotChanges changes;
    private final Lots lots;
    private final JdbcClient jdbc;

    private Operator operator = new Operator(UUID.randomUUID(), "none yet", null, null, null, null, null);
    private Caller admin = adminOf(operator);

    ChangeSpotsTest(Operators operators, LotChanges lotChanges, SpotChanges changes, Lots lots, JdbcClient jdbc) {
        this.operators = operators;
        this.lotChanges = lotChanges;
        this.changes = changes;
        this.lots = lots;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void an_operator() {
        operator = Places.operator(operators, "City Parking");
        admin = adminOf(operator);
    }

    @Test
    void spots_are_added_to_levels_that_exist_and_to_new_ones() {
        var lot = lotChanges.create(admin, Places.lot("Growing"));
        var added = changes.add(
                admin,
                lot.id(),
                plan(
                        new LevelPlan("Ground", List.of(range("A-", 11, 12, SpotKind.EV_CHARGING))),
                        new LevelPlan("Roof", List.of(range("R-", 1, 1, SpotKind.STANDARD)))));

        assertThat(added)
                .extracting(Spot::label, Spot::levelName, Spot::kind)
                .containsExactly(
                        tuple("A-11", "Ground", SpotKind.EV_CHARGING),
                        tuple("A-12", "Ground", SpotKind.EV_CHARGING),
                        tuple("R-1", "Roof", SpotKind.STANDARD));
        assertThat(lots.spots(lot.id())).hasSize(13).extracting(Spot::ordinal).doesNotHaveDuplicates();
        assertThat(lots.levels(lot.id())).extracting(Level::name).containsExactly("Ground", "Roof");
    }

    @Test
    void a_label_that_the_lot_has_is_refused_and_nothing_is_added() {
        var lot = lotChanges.create(admin, Places.lot("Taken"));
        Refused.because(
                LotsRefusal.SPOT_LABEL_TAKEN,
                () -> changes.add(
                        admin, lot.id(), plan(new LevelPlan("Roof", List.of(range("A-", 10, 12, SpotKind.STANDARD))))));
        assertThat(lots.spots(lot.id())).hasSize(10);
        assertThat(lots.levels(lot.id())).hasSize(1);
    }

    @Test
    void a_lot_never_gets_more_than_five_thousand_spots() {
        var lot = lotChanges.create(admin, Places.lot("Nearly full"));
        Refused.field(
                "levels",
                () -> changes.add(
                        admin,
                        lot.id(),
                        plan(new LevelPlan("Roof", List.of(range("R-", 1, 4_991, SpotKind.STANDARD))))));
    }

    @Test
    void a_spot_is_renamed_changed_and_moved_and_the_audit_tells_old_and_new() {
        var lot = lotChanges.create(admin, Places.lot("Changing"));
        changes.add(admin, lot.id(), plan(new LevelPlan("Roof", List.of())));
        var spot = lots.spots(lot.id()).getFirst();
        var roof = lots.levels(lot.id()).getLast();

        var changed = changes.change(admin, spot.id(), new SpotChange("VIP", SpotKind.OVERSIZE, false, roof.id()));

        assertThat(changed).isEqualTo(lots.findSpot(spot.id()).orElseThrow());
        assertThat(changed.label()).isEqualTo("VIP");
        assertThat(changed.levelName()).isEqualTo("Roof");
        assertThat(lots.spotsInService(List.of(lot.id()))).isEqualTo(Map.of(lot.id(), Map.of(SpotKind.STANDARD, 9)));
        assertThat(jdbc.sql(
                                "select details ->> 'kind' from audit.entry where subject_id = :id and action = 'spot.changed'")
                        .param("id", spot.id())
                        .query(String.class)
                        .list())
                .containsExactly("{\"after\": \"OVERSIZE\", \"before\": \"STANDARD\"}");
    }

    @Test
    void a_spot_stays_within_its_lot() {
        var lot = lotChanges.create(admin, Places.lot("Here"));
        var there = lotChanges.create(admin, Places.lot("There"));
        var spot = lots.spots(lot.id()).getFirst();
        var elsewhere = lots.levels(there.id()).getFirst();
        Refused.field(
                "levelId", () -> changes.change(admin, spot.id(), new SpotChange(null, null, null, elsewhere.id())));
    }

    @Test
    void of_ten_spots_that_are_renamed_alike_at_once_exactly_one_gets_the_name() throws InterruptedException {
        var lot = lotChanges.create(admin, Places.lot("Raced"));
        assertThat(raceForALabel(lot)).isEqualTo(1);
    }

    /// The negative control of the race above: it is the constraint that keeps labels apart.
    @Test
    void without_the_constraint_all_of_them_would() throws InterruptedException {
        var lot = lotChanges.create(admin, Places.lot("Unguarded"));
        jdbc.sql("alter table lots.spot drop constraint one_spot_per_label").update();
        try {
            assertThat(raceForALabel(lot)).isEqualTo(10);
        } finally {
            jdbc.sql("delete from lots.spot where lot_id = :lot")
                    .param("lot", lot.id())
                    .update();
            jdbc.sql("alter table lots.spot add constraint one_spot_per_label unique (lot_id, label)")
                    .update();
        }
    }

    private int raceForALabel(Lot lot) throws InterruptedException {
        var made = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(lots.spots(lot.id()).stream()
                    .map(spot -> Executors.callable(() -> {
                        changes.change(admin, spot.id(), new SpotChange("VIP", null, null, null));
                        made.incrementAndGet();
                    }))
                    .toList());
        }
        return made.get();
    }

    @Test
    void a_spot_that_was_never_reserved_can_be_removed_and_one_that_was_cannot() {
        var lot = lotChanges.create(admin, Places.lot("Used"));
        var used = lots.spots(lot.id()).getFirst();
        var unused = lots.spots(lot.id()).getLast();
        jdbc.sql("create table lots.use_of_a_spot (spot_id uuid references lots.spot)")
                .update();
        jdbc.sql("insert into lots.use_of_a_spot values (:id)")
                .param("id", used.id())
                .update();

        Refused.because(LotsRefusal.SPOT_WAS_USED, () -> changes.remove(admin, used.id()));
        changes.remove(admin, unused.id());

        assertThat(lots.findSpot(used.id())).isPresent();
        assertThat(lots.findSpot(unused.id())).isEmpty();
        jdbc.sql("drop table lots.use_of_a_spot").update();
        changes.remove(admin, used.id());
    }

    @Test
    void a_level_is_renamed_but_not_like_another() {
        var lot = lotChanges.create(admin, Places.lot("Levels"));
        changes.add(admin, lot.id(), plan(new LevelPlan("Roof", List.of())));
        var roof = lots.levels(lot.id()).getLast();
        assertThat(changes.changeLevel(admin, roof.id(), new LevelChange(" Sky "))
                        .name())
                .isEqualTo("Sky");
        Refused.because(
                LotsRefusal.LEVEL_NAME_TAKEN, () -> changes.changeLevel(admin, roof.id(), new LevelChange("Ground")));
    }

    @Test
    void another_operators_spots_and_levels_look_absent() {
        var lot = lotChanges.create(admin, Places.lot("Mine"));
        var spot = lots.spots(lot.id()).getFirst();
        var stranger = adminOf(Places.operator(operators, "Stranger"));
        Refused.asAbsent(() -> changes.add(stranger, lot.id(), plan()));
        Refused.asAbsent(() -> changes.change(stranger, spot.id(), new SpotChange("X", null, null, null)));
        Refused.asAbsent(() -> changes.remove(stranger, spot.id()));
        Refused.asAbsent(() -> changes.changeLevel(stranger, spot.levelId(), new LevelChange("X")));
        Refused.asAbsent(() -> changes.remove(admin, UUID.randomUUID()));
    }

    private static SpotsRequest plan(LevelPlan... levels) {
        return new SpotsRequest(List.of(levels));
    }
}
