package io.parkapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/// Asks the product's own proof, as an accountant does, whether cars, money and documents add up.
@TestComponent
public class Proof {
    private final Http http;
    private final People people;
    private final Clock clock;

    Proof(Http http, People people, Clock clock) {
        this.http = http;
        this.people = people;
        this.clock = clock;
    }

    /// For the day that the clock is on, the one before, and the one that has begun somewhere.
    public void assertGreen(UUID operator) {
        var accountant = http.as(people.operatorAdmin(operator).token());
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var last = LocalDate.ofInstant(clock.instant(), ZoneOffset.MAX);
        for (var day = today.minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            var proof = accountant.get("/api/operators/" + operator + "/proofs/" + day);
            assertThat(proof.status()).as(proof.toString()).isEqualTo(200);
            assertThat(proof.at("green").asBoolean()).as(proof.toString()).isTrue();
        }
    }
}
