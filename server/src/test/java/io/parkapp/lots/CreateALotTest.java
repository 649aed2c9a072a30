package io.parkapp.lots;

import static io.parkapp.lots.Places.adminOf;
import static io.parkapp.lots.Places.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parkapp.ParkappTest;
import io.parkapp.accounts.Caller;
import io.parkapp.values.GeoPosition;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreateALotTest {
    private final Operators operators;
    private final LotChanges changes;
    private final Lots lots;
    private final JdbcClient jdbc;

    private Operator operator = new Operator(UUID.randomUUID(), "none yet", null, null, null, null, null);
    private Caller admin = adminOf(operator);

    CreateALotTest(Operators operators, LotChanges changes, Lots lots, JdbcClient jdbc) {
        this.operators = operators;
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
    void a_lot_is_made_with_its_levels_and_spots_in_one_go() {
        var lot = changes.create(
                admin,
                Places.lot(
                        "Mall",
                        List.of(
                                new LevelPlan(
                                        "Ground",
                                        List.of(
                                                range("A-", 1, 3, SpotKind.STANDARD),
                                                range("A-", 4, 5, SpotKind.ACCESSIBLE))),
                                new LevelPlan("Basement", List.of(range("B-", 9, 11, SpotKind.STANDARD))))));

        assertThat(lot.operatorId()).isEqualTo(operator.id());
        assertThat(lot.version()).isEqualTo(1);
        assertThat(lot.cancellation()).isEqualTo(new CancellationPolicy(60, 50));
        assertThat(lot.noShowAfterMinutes()).isEqualTo(60);
        assertThat(lot.position()).isEqualTo(Places.BENGALURU);
        assertThat(lots.get(lot.id())).isEqualTo(lot);
        assertThat(lots.levels(lot.id()))
                .extracting(Level::name, Level::ordinal)
                .containsExactly(tuple("Ground", 0), tuple("Basement", 1));
        assertThat(lots.spots(lot.id()))
                .extracting(Spot::label, Spot::levelName, Spot::ordinal)
                .containsExactly(
                        tuple("A-1", "Ground", 0),
                        tuple("A-2", "Ground", 1),
                        tuple("A-3", "Ground", 2),
                        tuple("A-4", "Ground", 3),
                        tuple("A-5", "Ground", 4),
                        tuple("B-9", "Basement", 5),
                        tuple("B-10", "Basement", 6),
                        tuple("B-11", "Basement", 7));
        assertThat(lots.spotsInService(List.of(lot.id())))
                .isEqualTo(Map.of(lot.id(), Map.of(SpotKind.STANDARD, 6, SpotKind.ACCESSIBLE, 2)));
    }

    @Test
    void making_a_lot_is_audited() {
        var lot = changes.create(admin, Places.lot("Audited"));
        assertThat(jdbc.sql(
                                "select action from audit.entry where subject_id = :id and actor_id = :actor and operator_id = :operator")
                        .param("id", lot.id())
                        .param("actor", admin.account())
                        .param("operator", operator.id())
                        .query(String.class)
                        .list())
                .containsExactly("lot.created");
    }

    @Test
    void ranges_that_make_a_label_twice_are_refused_by_their_path() {
        Refused.field(
                "levels[0].ranges[1].last",
                () -> changes.create(
                        admin,
                        Places.lot(
                                "Twice",
                                List.of(new LevelPlan(
                                        "Ground",
                                        List.of(
                                                range("A-", 1, 20, SpotKind.STANDARD),
                                                range("A-", 20, 30, SpotKind.COMPACT)))))));
        Refused.field(
                "levels[1].ranges[0].last",
                () -> changes.create(
                        admin,
                        Places.lot(
                                "Twice",
                                List.of(
                                        new LevelPlan("One", List.of(range("A-", 1, 20, SpotKind.STANDARD))),
                                        new LevelPlan("Two", List.of(range("A-", 5, 6, SpotKind.STANDARD)))))));
        assertThat(lots.search(search("twice"))).isEmpty();
    }

    @Test
    void limits_hold_for_spots_and_levels() {
        Refused.field(
                "levels[0].ranges[1].last",
                () -> changes.create(
                        admin,
                        Places.lot(
                                "Huge",
                                List.of(new LevelPlan(
                                        "Ground",
                                        List.of(
                                                range("A-", 1, 5_000, SpotKind.STANDARD),
                                                range("B-", 1, 1, SpotKind.STANDARD)))))));
        Refused.field(
                "levels[0].ranges[0].last",
                () -> changes.create(
                        admin,
                        Places.lot(
                                "Back",
                                List.of(new LevelPlan("Ground", List.of(range("A-", 9, 8, SpotKind.STANDARD)))))));
        var levels = IntStream.rangeClosed(1, 51)
                .mapToObj(number -> new LevelPlan("Level " + number, List.of()))
                .toList();
        Refused.field("levels", () -> changes.create(admin, Places.lot("Tower", levels)));
        Refused.field(
                "levels",
                () -> changes.create(
                        admin,
                        Places.lot(
                                "Same", List.of(new LevelPlan("One", List.of()), new LevelPlan(" One ", List.of())))));
    }

    @Test
    void five_thousand_spots_fit() {
        var lot = changes.create(
                admin,
                Places.lot(
                        "Full", List.of(new LevelPlan("Ground", List.of(range("A-", 1, 5_000, SpotKind.STANDARD))))));
        assertThat(lots.spots(lot.id())).hasSize(5_000);
    }

    @Test
    void unknown_zones_and_currencies_and_overlapping_hours_are_refused() {
        var lot = Places.lot("Odd");
        Refused.field("timeZone", () -> changes.create(admin, Places.in(lot, "+05:30", "INR", null)));
        Refused.field("timeZone", () -> changes.create(admin, Places.in(lot, "Mars/Base", "INR", null)));
        Refused.field("currency", () -> changes.create(admin, Places.in(lot, "Asia/Kolkata", "XYZ", null)));
        var day = new OpeningHours(List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), "06:00", "22:00");
        var night = new OpeningHours(List.of(DayOfWeek.MONDAY), "21:00", "06:00");
        Refused.field(
                "openingHours[1]",
                () -> changes.create(admin, Places.in(lot, "Asia/Kolkata", "INR", List.of(day, night))));
        Refused.field("name", () -> changes.create(admin, Places.lot("  ")));
        Refused.field("name", () -> changes.create(admin, Places.lot("a\u0000b")));
    }

    @Test
    void opening_hours_come_back_as_given() {
        var hours = List.of(
                new OpeningHours(List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), "06:00", "24:00"),
                new OpeningHours(List.of(DayOfWeek.SATURDAY), "18:00", "02:00"));
        var lot = changes.create(admin, Places.in(Places.lot("Hours"), "Europe/Berlin", "EUR", hours));
        assertThat(lots.find(lot.id()).orElseThrow().openingHours()).isEqualTo(hours);
    }

    @Test
    void a_kind_may_have_other_terms_of_cancelling() {
        var policy = new CancellationPolicy(60, 50, List.of(new CancellationTerms(SpotKind.EV_CHARGING, 1_440, 0)));
        var lot = changes.create(admin, Places.cancelled(Places.lot("Chargers"), policy));
        assertThat(lot.cancellation()).isEqualTo(policy);
        assertThat(lots.get(lot.id())).isEqualTo(lot);
        assertThat(policy.forKind(SpotKind.EV_CHARGING))
                .isEqualTo(new CancellationTerms(SpotKind.EV_CHARGING, 1_440, 0));
        assertThat(policy.forKind(SpotKind.STANDARD)).isEqualTo(new CancellationTerms(SpotKind.STANDARD, 60, 50));
    }

    @Test
    void two_terms_of_one_kind_are_refused() {
        var policy = new CancellationPolicy(
                60,
                50,
                List.of(
                        new CancellationTerms(SpotKind.EV_CHARGING, 1_440, 0),
                        new CancellationTerms(SpotKind.COMPACT, 1_440, 0),
                        new CancellationTerms(SpotKind.EV_CHARGING, 60, 0)));
        Refused.field(
                "cancellation.exceptions[2].kind",
                () -> changes.create(admin, Places.cancelled(Places.lot("Twice"), policy)));
    }

    @Test
    void nobody_makes_lots_for_an_operator_they_do_not_work_for() {
        var other = Places.operator(operators, "Other");
        var request = Places.lot("Foreign");
        Refused.asAbsent(() -> changes.create(
                admin,
                new LotRequest(
                        other.id(),
                        request.name(),
                        request.address(),
                        request.city(),
                        request.pinCode(),
                        new GeoPosition(1, 1),
                        request.timeZone(),
                        request.currency(),
                        null,
                        null,
                        request.paymentPolicy(),
                        null,
                        null,
                        request.levels())));
        // Several to choose from, and none chosen.
        Refused.field("operatorId", () -> changes.create(Places.platformAdmin(), request));
    }

    @Test
    void the_first_start_has_made_one_operator_and_the_next_start_makes_no_other() {
        operators.makeFirst();
        assertThat(operators.list(Places.platformAdmin()))
                .extracting(Operator::name)
                .containsOnlyOnce("My car parks");
        assertThat(operators.list(admin)).containsExactly(operator);
    }

    private static LotSearch search(String text) {
        return new LotSearch(text, null, 5_000, null, LotSearch.Sort.BEST, 20, null);
    }
}
