package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ParkappTest
class MeTest {
    private final Http http;
    private final People people;

    MeTest(Http http, People people) {
        this.http = http;
        this.people = people;
    }

    @Test
    void somebody_changes_their_name() {
        var me = http.as(people.driver().token());
        assertThat(me.patch("/api/me", Map.of("name", " Zoë ")).at("name").asString())
                .isEqualTo("Zoë");
        assertThat(me.patch("/api/me", Map.of()).at("name").asString()).isEqualTo("Zoë");
        var refused = me.patch("/api/me", Map.of("name", "x".repeat(121)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("errors.0.field").asString()).isEqualTo("name");
    }

    @Test
    void somebody_chooses_the_language_of_their_receipts() {
        var me = http.as(people.driver().token());
        assertThat(me.get("/api/me").at("language").asString()).isEqualTo("en");
        assertThat(me.patch("/api/me", Map.of("language", "hi")).at("language").asString())
                .isEqualTo("hi");
        assertThat(me.patch("/api/me", Map.of("name", "Zoë")).at("language").asString())
                .isEqualTo("hi");
        var refused = me.patch("/api/me", Map.of("language", "tlh"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("errors.0.field").asString()).isEqualTo("language");
    }

    @Test
    void vehicles_are_kept_once_each_and_forgotten() {
        var me = http.as(people.driver().token());
        var added = me.post("/api/me/vehicles", Map.of("plate", "b-pk 123", "name", "The red one"));
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        assertThat(added.at("plate").asString()).isEqualTo("BPK123");
        assertThat(me.post("/api/me/vehicles", Map.of("plate", "BPK-123")).problem())
                .isEqualTo("vehicle-exists");
        assertThat(me.post("/api/me/vehicles", Map.of("plate", "!"))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("plate");
        assertThat(me.post("/api/me/vehicles", "{\"plate\": \"AB1\", \"name\": \"a\\u0000b\"}")
                        .status())
                .isEqualTo(400);
        assertThat(me.get("/api/me/vehicles").at("items").size()).isEqualTo(1);
        assertThat(me.delete("/api/me/vehicles/" + added.at("id").asString()).status())
                .isEqualTo(204);
        assertThat(me.get("/api/me/vehicles").at("items").size()).isZero();
    }

    @Test
    void the_same_request_sent_twice_adds_one_vehicle() {
        var me = http.as(people.driver().token()).with("Idempotency-Key", "once");
        var first = me.post("/api/me/vehicles", Map.of("plate", "ONCE1"));
        var second = me.post("/api/me/vehicles", Map.of("plate", "ONCE1"));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void one_account_keeps_so_many_vehicles() {
        var me = http.as(people.driver().token());
        for (var i = 0; i < Vehicle.PER_ACCOUNT_MAX; i++) {
            assertThat(me.post("/api/me/vehicles", Map.of("plate", "MANY" + i)).status())
                    .isEqualTo(201);
        }
        assertThat(me.post("/api/me/vehicles", Map.of("plate", "MORE")).problem())
                .isEqualTo("too-many-vehicles");
    }

    @Test
    void anothers_vehicle_is_not_there() {
        var theirs = http.as(people.driver().token()).post("/api/me/vehicles", Map.of("plate", "THEIRS"));
        var mine = http.as(people.driver().token());
        assertThat(mine.delete("/api/me/vehicles/" + theirs.at("id").asString()).status())
                .isEqualTo(404);
    }
}
