package io.parkapp.lots;

import static io.parkapp.lots.Places.adminOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.accounts.Caller;
import io.parkapp.lots.LotSearch.Sort;
import io.parkapp.values.GeoPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@ParkappTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchLotsTest {
    private static final int RADIUS = 5_000;

    private final Operators operators;
    private final LotChanges changes;
    private final Lots lots;

    private Operator operator = new Operator(UUID.randomUUID(), "none yet", null, null, null, null, null);
    private Caller admin = adminOf(operator);

    SearchLotsTest(Operators operators, LotChanges changes, Lots lots) {
        this.operators = operators;
        this.changes = changes;
        this.lots = lots;
    }

    @BeforeAll
    void some_lots() {
        operator = Places.operator(operators, "City Parking");
        admin = adminOf(operator);
        make("Downtown Central Parking", "12 Church Street", "Bengaluru", "560001", 12.9750, 77.6050);
        make("Airport Long Term", "Terminal Road 1", "Devanahalli", "560300", 13.1986, 77.7066);
        make("Mall Underground Parking", "M.G. Road (East)", "Bengaluru", "560042", 12.9740, 77.6100);
        make("Café Zürich", "Bahnhofstraße 5", "Zürich", "8001", 47.3769, 8.5417);
        make("Taveuni West", "Coast", "Waiyevo", "F1", -16.80, 179.99);
        make("Taveuni East", "Coast", "Waiyevo", "F2", -16.80, -179.99);
    }

    @Test
    void names_addresses_cities_and_codes_are_found() {
        assertThat(names("downtown")).containsExactly("Downtown Central Parking");
        assertThat(names("church street")).containsExactly("Downtown Central Parking");
        assertThat(names("devanahalli")).containsExactly("Airport Long Term");
        assertThat(names("560042")).containsExactly("Mall Underground Parking");
        assertThat(names("nothing like that at all")).isEmpty();
    }

    @Test
    void words_come_in_any_order_and_may_be_unfinished() {
        assertThat(names("parking mall")).containsExactly("Mall Underground Parking");
        assertThat(names("beng und")).containsExactly("Mall Underground Parking");
        assertThat(names("ai")).containsExactly("Airport Long Term");
        assertThat(names("east")).startsWith("Mall Underground Parking");
    }

    @Test
    void accents_and_small_typos_are_forgiven() {
        assertThat(names("cafe zurich")).containsExactly("Café Zürich");
        assertThat(names("CAFÉ ZÜRICH")).containsExactly("Café Zürich");
        assertThat(names("bahnhofstrasse")).containsExactly("Café Zürich");
        assertThat(names("undergrund")).containsExactly("Mall Underground Parking");
        assertThat(names("dwontown")).containsExactly("Downtown Central Parking");
        assertThat(names("airprot")).containsExactly("Airport Long Term");
        assertThat(names("centrl parkng")).startsWith("Downtown Central Parking");
    }

    @Test
    void names_that_begin_with_the_text_come_first() {
        make("Road House", "Somewhere", "Bengaluru", "560099", 12.90, 77.50);
        assertThat(names("road")).containsExactly("Road House", "Airport Long Term", "Mall Underground Parking");
    }

    @Test
    void wildcards_and_quotes_in_the_text_are_only_text() {
        assertThat(names("%")).hasSizeGreaterThan(4);
        assertThat(names("down%")).containsExactly("Downtown Central Parking");
        assertThat(names("_own'; drop table lots.lot; --")).isEmpty();
        assertThat(names("\\")).hasSizeGreaterThan(4);
        Refused.field("q", () -> names("a\u0000"));
    }

    @Test
    void places_nearby_come_by_distance() {
        var hits = lots.search(new LotSearch(null, Places.BENGALURU, RADIUS, null, Sort.BEST, 20, null));
        assertThat(hits)
                .extracting(hit -> hit.lot().name())
                .startsWith("Downtown Central Parking", "Mall Underground Parking")
                .doesNotContain("Airport Long Term");
        assertThat(hits)
                .allSatisfy(hit -> assertThat(hit.distanceMeters()).isEqualTo((int)
                        Math.round(Places.BENGALURU.metersTo(hit.lot().position()))));
        var wide = lots.search(new LotSearch("airport", Places.BENGALURU, 40_000, null, Sort.NEAREST, 20, null));
        assertThat(wide)
                .singleElement()
                .satisfies(hit -> assertThat(hit.distanceMeters()).isBetween(25_000, 30_000));
    }

    @Test
    void the_date_line_is_no_border() {
        var near = new GeoPosition(-16.80, 179.999);
        var hits = lots.search(new LotSearch(null, near, RADIUS, null, Sort.NEAREST, 20, null));
        assertThat(hits).extracting(hit -> hit.lot().name()).containsExactly("Taveuni West", "Taveuni East");
        var east = new GeoPosition(-16.80, -179.999);
        assertThat(lots.search(new LotSearch(null, east, RADIUS, null, Sort.NEAREST, 20, null)))
                .hasSize(2);
    }

    @Test
    void archived_lots_show_only_to_those_who_manage_them() {
        var other = Places.operator(operators, "Archivist");
        var lot = changes.create(adminOf(other), Places.lot("Quarry Site"));
        changes.archive(adminOf(other), lot.id());
        assertThat(names("quarry")).isEmpty();
        assertThat(lots.search(new LotSearch("quarry", null, RADIUS, Set.of(other.id()), Sort.BEST, 20, null)))
                .hasSize(1);
        assertThat(lots.search(new LotSearch(null, null, RADIUS, Set.of(other.id()), Sort.NAME, 20, null)))
                .hasSize(1);
        assertThat(lots.search(new LotSearch(null, null, RADIUS, Set.of(), Sort.NAME, 20, null)))
                .isEmpty();
    }

    @Test
    void pages_of_any_order_join_without_gap_or_repeat() {
        var other = Places.operator(operators, "Pages");
        var random = new Random(7);
        IntStream.range(0, 30)
                .forEach(number -> changes.create(
                        adminOf(other),
                        Places.at(
                                Places.lot("Plaza " + (number % 4), List.of()),
                                "Street " + number,
                                "Pageville",
                                "1",
                                new GeoPosition(40 + random.nextDouble() / 50, 20 + random.nextDouble() / 50))));
        var near = new GeoPosition(40.01, 20.01);
        for (var sort : Sort.values()) {
            assertJoined(new LotSearch("plaza", near, RADIUS, null, sort, 200, null));
            assertJoined(new LotSearch("plazza", near, RADIUS, null, sort, 200, null));
            assertJoined(new LotSearch(null, near, RADIUS, null, sort, 200, null));
        }
        assertJoined(new LotSearch("pageville", null, RADIUS, null, Sort.BEST, 200, null));
        assertJoined(new LotSearch(null, null, RADIUS, Set.of(other.id()), Sort.BEST, 200, null));
    }

    @Test
    void a_cursor_of_something_else_is_refused() {
        Refused.field("cursor", () -> lots.search(new LotSearch(null, null, RADIUS, null, Sort.BEST, 20, "rubbish")));
    }

    @Test
    void limits_hold() {
        Refused.field("radiusMeters", () -> new LotSearch(null, null, 100_001, null, Sort.BEST, 20, null));
        Refused.field("sort", () -> new LotSearch(null, null, RADIUS, null, Sort.NEAREST, 20, null));
        Refused.field("q", () -> new LotSearch("x".repeat(101), null, RADIUS, null, Sort.BEST, 20, null));
    }

    private void assertJoined(LotSearch all) {
        var whole = ids(lots.search(all));
        assertThat(whole).hasSize(30).doesNotHaveDuplicates();
        var joined = new ArrayList<UUID>();
        @Nullable String after = null;
        while (true) {
            var page = lots.search(
                    new LotSearch(all.text(), all.near(), all.radiusMeters(), all.operators(), all.sort(), 7, after));
            if (page.isEmpty()) {
                break;
            }
            joined.addAll(ids(page));
            after = page.getLast().cursor();
        }
        assertThat(joined).isEqualTo(whole);
    }

    private static List<UUID> ids(List<LotHit> hits) {
        return hits.stream().map(hit -> hit.lot().id()).toList();
    }

    private List<String> names(String text) {
        return lots.search(new LotSearch(text, null, RADIUS, null, Sort.BEST, 20, null)).stream()
                .map(hit -> hit.lot().name())
                .toList();
    }

    private void make(String name, String address, String city, String pinCode, double lat, double lng) {
        changes.create(
                admin, Places.at(Places.lot(name, List.of()), address, city, pinCode, new GeoPosition(lat, lng)));
    }
}
