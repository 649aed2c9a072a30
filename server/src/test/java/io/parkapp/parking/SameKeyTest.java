package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.Proof;
import io.parkapp.Storm;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Money that is asked for again because an answer did not come, on connections of its own each time.
@ParkappTest
class SameKeyTest {
    private static final int KEYS = Storm.size(40, 1_000);
    private static final int SENDS = 50;

    private final Reservations reservations;
    private final Purse purse;
    private final Http http;
    private final People people;
    private final JdbcClient jdbc;
    private final Proof proof;
    private UUID operator = new UUID(0, 0);
    private UUID reservation = new UUID(0, 0);
    private String token = "";

    SameKeyTest(Reservations reservations, Purse purse, Http http, People people, JdbcClient jdbc, Proof proof) {
        this.reservations = reservations;
        this.purse = purse;
        this.http = http;
        this.people = people;
        this.jdbc = jdbc;
        this.proof = proof;
    }

    @BeforeEach
    void paid() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var noon = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
        var held = reservations.reserve(park.driver(), park.anySpot(noon, noon.plus(Duration.ofHours(24))));
        purse.pay(held);
        reservation = held.id();
        operator = park.operator();
        token = people.operatorAdmin(park.operator()).token();
    }

    @Test
    void of_fifty_sends_of_each_key_one_moves_money() throws InterruptedException {
        for (var number = 0; number < KEYS; number++) {
            var key = "key-" + number;
            var answers = Crowd.atOnce(
                    SENDS, index -> Objects.requireNonNull(send(http.as(token).with("Idempotency-Key", key))));
            assertThat(answers.stream().map(Crowd.Outcome::result).collect(Collectors.toSet()))
                    .as("answers to %s", key)
                    .singleElement()
                    .asString()
                    .startsWith("201 ");
        }
        assertThat(corrections()).isEqualTo(KEYS);
        assertThat(reservations.found(reservation).refunded().amountMinor()).isEqualTo(KEYS);
        assertThat(reservations.found(reservation).surplus().isZero()).isTrue();
        proof.assertGreen(operator);
    }

    @Test
    void without_a_key_each_send_moves_money() throws InterruptedException {
        Crowd.atOnce(SENDS, index -> send(http.as(token)));
        assertThat(corrections()).isEqualTo(SENDS);
    }

    private String send(Http sender) {
        var answer = sender.post("/api/reservations/" + reservation + "/corrections", """
                {"amount": {"amountMinor": -1, "currency": "EUR"}, "reason": "A cent for the trouble"}""");
        return answer.status() + " " + answer.text();
    }

    private int corrections() {
        return jdbc.sql("select count(*) from payments.correction where subject_id = :subject")
                .param("subject", reservation)
                .query(Integer.class)
                .single();
    }
}
