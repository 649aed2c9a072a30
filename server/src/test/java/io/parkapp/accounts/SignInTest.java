package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ParkappTest
class SignInTest {
    private final Http http;
    private final People people;

    SignInTest(Http http, People people) {
        this.http = http;
        this.people = people;
    }

    @Test
    void whoever_registers_is_signed_in_as_a_driver() {
        var answer = http.post(
                "/api/auth/register",
                Map.of("name", "Uma", "email", " Uma@Example.com ", "password", "seven sleepy zebras"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.at("tokenType").asString()).isEqualTo("Bearer");
        assertThat(answer.at("expiresIn").asInt()).isEqualTo(900);
        assertThat(answer.at("user.email").asString()).isEqualTo("uma@example.com");
        assertThat(answer.at("user.permissions.0").asString()).isEqualTo("reservations:own");
        var me = http.as(answer.at("accessToken").asString()).get("/api/me");
        assertThat(me.status()).as(me.toString()).isEqualTo(200);
        assertThat(me.at("name").asString()).isEqualTo("Uma");
    }

    @Test
    void the_demo_accounts_sign_in() {
        for (var each : new String[][] {{"admin@parkapp.com", "admin123"}, {"user@parkapp.com", "user123"}}) {
            var answer = http.post("/api/auth/login", Map.of("email", each[0], "password", each[1]));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }
    }

    @Test
    void people_made_for_tests_are_signed_in() {
        var driver = people.driver();
        assertThat(http.as(driver.token()).get("/api/me").at("id").asString())
                .isEqualTo(driver.id().toString());
        assertThat(http.get("/api/me").status()).isEqualTo(401);
    }
}
