package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class SignInTest {
    private static final String WRONG = "wrong-credentials";

    private final Http http;
    private final People people;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;

    SignInTest(Http http, People people, JdbcClient jdbc, MeterRegistry meters) {
        this.http = http;
        this.people = people;
        this.jdbc = jdbc;
        this.meters = meters;
    }

    @Test
    void whoever_registers_is_signed_in_as_a_driver() {
        var answer = register("Uma", " Uma@Example.com ", "seven sleepy zebras");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.at("tokenType").asString()).isEqualTo("Bearer");
        assertThat(answer.at("expiresIn").asInt()).isEqualTo(900);
        assertThat(answer.at("user.email").asString()).isEqualTo("uma@example.com");
        assertThat(answer.at("user.permissions").toString()).isEqualTo("[\"reservations:own\"]");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        var me = http.as(answer.at("accessToken").asString()).get("/api/me");
        assertThat(me.status()).as(me.toString()).isEqualTo(200);
        assertThat(me.at("name").asString()).isEqualTo("Uma");
    }

    @Test
    void whoever_registers_gets_the_language_that_their_browser_asks_for() {
        var registered = http.with("Accept-Language", "nl,fr-CA;q=0.7,en;q=0.3")
                .post(
                        "/api/auth/register",
                        Map.of("name", "Uma", "email", "uma.fr@example.com", "password", "seven sleepy zebras"));
        assertThat(registered.at("user.language").asString()).isEqualTo("fr");
    }

    @Test
    void one_address_has_one_account_whatever_its_case() {
        register("Uma", "twice@example.com", "seven sleepy zebras");
        var second = register("Other", "TWICE@example.com", "eight sleepy zebras");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("email-taken");
    }

    @Test
    void malformed_registrations_name_their_fields() {
        assertThat(register("  ", "a@example.com", "seven sleepy zebras")
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("name");
        assertThat(register("A\u0000B", "a@example.com", "seven sleepy zebras").status())
                .isEqualTo(400);
        assertThat(register("Uma", "not an address", "seven sleepy zebras")
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("email");
        var nothing = http.post("/api/auth/register", "{}");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.at("errors").size()).isEqualTo(3);
        assertThat(http.post("/api/auth/register", "{\"nickname\": \"x\"}").status())
                .isEqualTo(400);
    }

    @Test
    void a_weak_password_is_refused_with_advice() {
        var answer = register("Uma", "weak@example.com", "password");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("weak-password");
        assertThat(answer.at("errors.0.field").asString()).isEqualTo("password");
        assertThat(answer.at("errors.0.message").asString()).contains("unrelated words");
    }

    @Test
    void the_demo_accounts_sign_in() {
        for (var each : new String[][] {{"admin@parkapp.com", "admin123"}, {"user@parkapp.com", "user123"}}) {
            var answer = login(each[0], each[1]);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }
    }

    @Test
    void a_wrong_password_an_unknown_address_and_a_closed_account_are_told_alike_after_the_same_work() {
        var known = people.driver();
        var closed = people.driver();
        var erased = people.driver();
        jdbc.sql("update accounts.account set status = 'DEACTIVATED' where id = ?")
                .param(closed.id())
                .update();
        jdbc.sql("""
                update accounts.account set status = 'ERASED', email = null, password_hash = null
                where id = ?""").param(erased.id()).update();
        var reference = login(known.email(), "not the password");
        assertThat(reference.status()).isEqualTo(401);
        assertThat(reference.problem()).isEqualTo(WRONG);
        assertThat(reference.header("WWW-Authenticate")).isEqualTo("Bearer");
        for (var email :
                new String[] {known.email(), "nobody@example.com", "nonsense", closed.email(), erased.email()}) {
            var before = hashings();
            var answer = login(email, email.equals(known.email()) ? "not the password" : People.PASSWORD);
            assertThat(answer.json()).isEqualTo(reference.json());
            assertThat(hashings() - before).as(email).isEqualTo(1);
        }
    }

    @Test
    void guesses_are_limited_and_the_answer_says_how_long_to_wait() {
        var victim = people.driver();
        for (var i = 0; i < SignInLimits.PER_ACCOUNT_AND_ADDRESS; i++) {
            assertThat(login(victim.email(), "guess " + i).status()).isEqualTo(401);
        }
        var refused = login(victim.email(), "one more");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(Objects.requireNonNull(refused.header("Retry-After"))))
                .isBetween(1, 61);
    }

    @Test
    void signing_in_rightly_uses_nothing_up() {
        var driver = people.driver();
        for (var i = 0; i < SignInLimits.PER_ACCOUNT_AND_ADDRESS + 2; i++) {
            assertThat(login(driver.email(), People.PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void people_made_for_tests_are_signed_in() {
        var driver = people.driver();
        assertThat(http.as(driver.token()).get("/api/me").at("id").asString())
                .isEqualTo(driver.id().toString());
    }

    private Http.Answer register(String name, String email, String password) {
        return http.post("/api/auth/register", Map.of("name", name, "email", email, "password", password));
    }

    private Http.Answer login(String email, String password) {
        return http.post("/api/auth/login", Map.of("email", email, "password", password));
    }

    private long hashings() {
        return meters.timer(Passwords.METER).count();
    }
}
