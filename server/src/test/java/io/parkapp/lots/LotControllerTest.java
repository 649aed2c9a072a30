package io.parkapp.lots;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.TestClock;
import io.parkapp.pricing.Documents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ParkappTest
class LotControllerTest {
    private final Http http;
    private final People people;
    private final Operators operators;
    private final TestClock clock;

    LotControllerTest(Http http, People people, Operators operators, TestClock clock) {
        this.http = http;
        this.people = people;
        this.operators = operators;
        this.clock = clock;
    }

    @Test
    void an_operator_makes_a_lot_prices_it_and_everybody_can_ask_what_a_stay_costs() {
        var admin = admin();
        var made = http.as(admin.token()).post("/api/lots", Places.lot("Over the wire"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.at("totalSpots").asInt()).isEqualTo(10);
        assertThat(made.at("freeSpots").asInt()).isEqualTo(10);
        assertThat(made.at("openNow").asBoolean()).isTrue();
        assertThat(made.at("operator.name").asString()).isEqualTo("City Parking");
        assertThat(made.at("levels.0.name").asString()).isEqualTo("Ground");
        assertThat(made.at("cancellation.lateRefundPercent").asInt()).isEqualTo(50);
        assertThat(made.at("timeZone").asString()).isEqualTo("Asia/Kolkata");
        var path = "/api/lots/" + made.at("id").asString();

        var published =
                http.as(admin.token()).post(path + "/tariffs", Map.of("tariff", Documents.hourly("5.00", "30.00")));
        assertThat(published.status()).as(published.toString()).isEqualTo(201);
        assertThat(published.at("state").asString()).isEqualTo("IN_FORCE");
        assertThat(http.get(path + "/tariffs")
                        .at("items.0.tariff.caps.0.amount")
                        .asString())
                .isEqualTo("30.00");

        var tag = String.valueOf(http.get(path + "/tariffs").header("ETag"));
        assertThat(http.with("If-None-Match", tag).get(path + "/tariffs").status())
                .isEqualTo(304);

        var quote = http.get(path + "/quote?from=2030-01-01T10:00:00Z&until=2030-01-01T12:30:00Z");
        assertThat(quote.at("price.amountMinor").asInt()).isEqualTo(1_500);
        assertThat(quote.at("lines.0.description").asString()).isEqualTo("3 started hours at 5.00");
        assertThat(quote.at("tariffVersion").asInt()).isEqualTo(1);
    }

    @Test
    void shortly_before_it_closes_the_lot_and_its_plan_agree_on_what_is_free() {
        var admin = http.as(admin().token());
        var path = "/api/lots/"
                + admin.post("/api/lots", Places.lot("Soon shut")).at("id").asString();
        var shut = clock.instant().plus(Duration.ofMinutes(30));
        var closure = Map.of("from", shut, "until", shut.plus(Duration.ofHours(2)));
        assertThat(admin.post(path + "/closures", closure).status()).isEqualTo(201);

        assertThat(http.get(path).at("freeSpots").asInt()).isEqualTo(10);
        assertThat(http.get(path + "/spots").at("items").valueStream())
                .hasSize(10)
                .allMatch(each -> each.get("free").asBoolean());
    }

    @Test
    void a_stale_change_is_refused_by_if_match() {
        var admin = admin();
        var made = http.as(admin.token()).post("/api/lots", Places.lot("Matched"));
        var path = "/api/lots/" + made.at("id").asString();
        var first = http.as(admin.token()).with("If-Match", "\"1\"").patch(path, Map.of("name", "Second"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"2\"");
        var stale = http.as(admin.token()).with("If-Match", "\"1\"").patch(path, Map.of("name", "Third"));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("precondition-failed");
    }

    @Test
    void what_cannot_be_accepted_is_named_by_its_path() {
        var admin = http.as(admin().token());
        var range = Map.of("prefix", "A-", "first", 1, "last", 20, "kind", "STANDARD");
        var overlapping = Map.of("prefix", "A-", "first", 20, "last", 30, "kind", "STANDARD");
        var plan = Map.of("levels", List.of(Map.of("name", "Roof", "ranges", List.of(range, overlapping))));
        var lot = "/api/lots/"
                + admin.post("/api/lots", Places.lot("Paths")).at("id").asString();
        var refused = admin.post(lot + "/spots", plan);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("errors.0.field").asString()).isEqualTo("levels[0].ranges[1].last");

        assertThat(admin.post(lot + "/spots", Map.of("levels", List.of(Map.of("name", "Roof"))))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("levels[0].ranges");
        assertThat(admin.patch(lot, Map.of("position", Map.of("lat", 91, "lng", 0)))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("position");
        assertThat(admin.patch(lot, Map.of("currency", "EUR"))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("currency");
        assertThat(admin.post(lot + "/tariffs", Map.of("tariff", Documents.hourly("5.00", "-1")))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("tariff.caps[0].amount");
    }

    @Test
    void terms_of_a_kind_come_and_go_with_the_policy_and_are_named_by_their_path() {
        var admin = http.as(admin().token());
        var lot = "/api/lots/"
                + admin.post("/api/lots", Places.lot("Terms")).at("id").asString();
        var chargers =
                Map.<String, Object>of("kind", "EV_CHARGING", "freeUntilMinutesBefore", 1440, "lateRefundPercent", 0);
        var changed = admin.patch(lot, policy(List.of(chargers)));
        assertThat(changed.at("cancellation.exceptions.0.freeUntilMinutesBefore")
                        .asInt())
                .isEqualTo(1440);
        assertThat(http.get(lot).at("cancellation.exceptions.0.kind").asString())
                .isEqualTo("EV_CHARGING");

        assertThat(refusedField(admin.patch(lot, policy(List.of(chargers, chargers)))))
                .isEqualTo("cancellation.exceptions[1].kind");
        assertThat(refusedField(admin.patch(
                        lot, policy(List.of(Map.of("freeUntilMinutesBefore", 60, "lateRefundPercent", 0))))))
                .isEqualTo("cancellation.exceptions[0].kind");
        var tooMuch = admin.patch(
                lot,
                policy(List.of(Map.of("kind", "COMPACT", "freeUntilMinutesBefore", 60, "lateRefundPercent", 101))));
        assertThat(refusedField(tooMuch)).isEqualTo("cancellation.exceptions[0]");
        assertThat(tooMuch.at("errors.0.message").asString()).startsWith("lateRefundPercent");

        // As clients write it that know of no kinds.
        var plain =
                admin.patch(lot, Map.of("cancellation", Map.of("freeUntilMinutesBefore", 30, "lateRefundPercent", 10)));
        assertThat(plain.status()).as(plain.toString()).isEqualTo(200);
        assertThat(plain.at("cancellation.exceptions").size()).isZero();
    }

    private static Map<String, Object> policy(List<Map<String, Object>> exceptions) {
        return Map.of(
                "cancellation",
                Map.of("freeUntilMinutesBefore", 60, "lateRefundPercent", 50, "exceptions", exceptions));
    }

    private static String refusedField(Http.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.at("errors.0.field").asString();
    }

    @Test
    void drivers_may_not_and_strangers_do_not_even_learn_that_it_exists() {
        var made = http.as(admin().token()).post("/api/lots", Places.lot("Guarded"));
        var path = "/api/lots/" + made.at("id").asString();
        assertThat(http.patch(path, Map.of("name", "X")).status()).isEqualTo(401);
        assertThat(http.as(people.driver().token())
                        .patch(path, Map.of("name", "X"))
                        .status())
                .isEqualTo(403);
        assertThat(http.as(admin().token()).patch(path, Map.of("name", "X")).status())
                .isEqualTo(404);
        assertThat(http.as(admin().token()).delete(path).status()).isEqualTo(404);
        assertThat(http.as(people.driver().token()).get("/api/operators").status())
                .isEqualTo(403);
    }

    @Test
    void the_same_request_sent_twice_makes_one_lot() {
        var admin = http.as(admin().token())
                .with("Idempotency-Key", UUID.randomUUID().toString());
        var first = admin.post("/api/lots", Places.lot("Once"));
        var second = admin.post("/api/lots", Places.lot("Once"));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.at("id")).isEqualTo(first.at("id"));
    }

    @Test
    void spots_are_changed_and_removed_and_lots_archived() {
        var admin = http.as(admin().token());
        var lot = "/api/lots/"
                + admin.post("/api/lots", Places.lot("Spots")).at("id").asString();
        var range = Map.of("first", 1, "last", 2, "kind", "EV_CHARGING");
        var added =
                admin.post(lot + "/spots", Map.of("levels", List.of(Map.of("name", "Roof", "ranges", List.of(range)))));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.at("items.1.label").asString()).isEqualTo("2");
        var spot = "/api/spots/" + added.at("items.0.id").asString();

        var changed = admin.patch(spot, Map.of("label", "R-1", "inService", false));
        assertThat(changed.at("label").asString()).isEqualTo("R-1");
        assertThat(changed.at("free").asBoolean()).isFalse();
        assertThat(admin.patch(spot, Map.of("label", "2")).problem()).isEqualTo("spot-label-taken");
        assertThat(admin.delete(spot).status()).isEqualTo(204);
        assertThat(admin.delete(spot).status()).isEqualTo(404);

        assertThat(admin.delete(lot).status()).isEqualTo(204);
        assertThat(admin.post(lot + "/spots", Map.of("levels", List.of())).problem())
                .isEqualTo("lot-archived");
    }

    private Person admin() {
        return people.operatorAdmin(Places.operator(operators, "City Parking").id());
    }
}
