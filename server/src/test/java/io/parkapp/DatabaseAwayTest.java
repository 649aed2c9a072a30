package io.parkapp;

import static io.parkapp.Http.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.FreshDatabase.SwitchableDataSource;
import java.util.List;
import org.junit.jupiter.api.Test;

@ParkappTest
class DatabaseAwayTest {
    private final SwitchableDataSource database;
    private final Http http;
    private final People people;

    DatabaseAwayTest(SwitchableDataSource database, Http http, People people) {
        this.database = database;
        this.http = http;
        this.people = people;
    }

    @Test
    void while_the_database_is_away_everybody_is_asked_to_try_again() {
        var person = people.driver();
        var mine = http.as(person.token());
        database.whileAway(() -> {
            for (var answer : List.of(
                    http.get("/api/lots?q=somewhere"),
                    mine.get("/api/me"),
                    mine.with("Idempotency-Key", "away").post("/api/reservations", body("plate", "B-PK 1234")))) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                assertThat(answer.problem()).isEqualTo("busy");
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
        });
        assertThat(mine.get("/api/me").status()).isEqualTo(200);
    }
}
