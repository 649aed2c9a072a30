package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.payments.Together;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class ResetAPasswordTest {
    private static final String NEW_PASSWORD = "seven sleepy zebras";
    private static final int RACERS = 8;

    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Links links;
    private final TestClock clock;

    ResetAPasswordTest(JdbcClient jdbc, Http http, People people, Links links, TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.links = links;
        this.clock = clock;
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void the_link_sets_a_new_password_once_and_ends_all_sessions() {
        var driver = people.driver();
        var token = ask(driver);
        assertThat(use(token, NEW_PASSWORD).status()).isEqualTo(204);
        assertThat(http.as(driver.token()).get("/api/me").status()).isEqualTo(401);
        assertThat(signIn(driver, People.PASSWORD).problem()).isEqualTo("wrong-credentials");
        assertThat(signIn(driver, NEW_PASSWORD).at("user.emailConfirmed").asBoolean())
                .isTrue();
        assertThat(use(token, "another sleepy zebra").problem()).isEqualTo("link-invalid");
    }

    @Test
    void of_many_uses_at_once_exactly_one_counts() throws Exception {
        var driver = people.driver();
        var token = ask(driver);
        var statuses = Together.run(IntStream.range(0, RACERS)
                .mapToObj(each -> (Callable<Integer>)
                        () -> use(token, NEW_PASSWORD + " " + each).status())
                .toList());
        assertThat(statuses).containsOnlyOnce(204).hasSize(RACERS);
    }

    /// The negative control: whoever looks first and marks then lets several in.
    @Test
    void without_the_conditional_update_several_would_count() throws Exception {
        var driver = people.driver();
        ask(driver);
        var uses = Together.run(IntStream.range(0, RACERS)
                .mapToObj(each -> (Callable<Boolean>) () -> {
                    var isUnused = jdbc.sql("select used_at is null from accounts.link where account_id = :account")
                            .param("account", driver.id())
                            .query(Boolean.class)
                            .single();
                    Thread.sleep(20);
                    jdbc.sql("update accounts.link set used_at = now() where account_id = :account")
                            .param("account", driver.id())
                            .update();
                    return isUnused;
                })
                .toList());
        assertThat(uses.stream().filter(each -> each).count()).isGreaterThan(1);
    }

    @Test
    void a_link_ends_with_its_time_and_with_another_one_s_use() {
        var driver = people.driver();
        var old = ask(driver);
        clock.push(Links.PASSWORD_RESET_FOR.plusSeconds(1));
        assertThat(use(old, NEW_PASSWORD).problem()).isEqualTo("link-invalid");
        var first = ask(driver);
        var second = ask(driver);
        assertThat(use(second, NEW_PASSWORD).status()).isEqualTo(204);
        assertThat(use(first, "another sleepy zebra").problem()).isEqualTo("link-invalid");
    }

    @Test
    void a_weak_password_leaves_the_link_as_it_was() {
        var driver = people.driver();
        var token = ask(driver);
        assertThat(use(token, "password").problem()).isEqualTo("weak-password");
        assertThat(use(token, NEW_PASSWORD).status()).isEqualTo(204);
    }

    @Test
    void an_unknown_address_gets_the_same_answer_and_no_mail() {
        var driver = people.driver();
        var known = http.post("/api/auth/password-reset", Http.body("email", driver.email()));
        var unknown = http.post("/api/auth/password-reset", Http.body("email", "nobody@example.com"));
        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(204);
        assertThat(unknown.text()).isEqualTo(known.text());
        assertThat(jdbc.sql("select count(*) from notifications.message where kind = 'PASSWORD_RESET'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(jdbc.sql("select count(*) from accounts.link where purpose = 'PASSWORD_RESET'")
                        .query(Integer.class)
                        .single());
    }

    @Test
    void nobody_is_flooded_with_mails_and_that_tells_nothing_either() {
        for (var email : List.of(people.driver().email(), "nobody-" + UUID.randomUUID() + "@example.com")) {
            for (var i = 0; i < SignInLimits.LINKS_PER_ACCOUNT; i++) {
                http.post("/api/auth/password-reset", Http.body("email", email));
            }
            assertThat(http.post("/api/auth/password-reset", Http.body("email", email))
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void a_token_of_one_purpose_is_worth_nothing_for_another() {
        var driver = people.driver();
        var token = ask(driver);
        assertThat(http.post("/api/auth/email-confirmation", Http.body("token", token))
                        .problem())
                .isEqualTo("link-invalid");
    }

    @Test
    void who_registers_is_asked_to_confirm_the_address() {
        var email = "new-" + UUID.randomUUID() + "@example.com";
        var registered = http.post(
                "/api/auth/register", Http.body("name", "Nora New", "email", email, "password", NEW_PASSWORD));
        assertThat(registered.at("user.emailConfirmed").asBoolean()).isFalse();
        var link = jdbc.sql("""
                        select link.id from accounts.link join accounts.account on account.id = account_id
                        where email = :email""").param("email", email).query(UUID.class).single();
        var confirmed = http.post("/api/auth/email-confirmation", Http.body("token", links.token(link)));
        assertThat(confirmed.status()).isEqualTo(204);
        assertThat(http.as(registered.at("accessToken").asString())
                        .get("/api/me")
                        .at("emailConfirmed")
                        .asBoolean())
                .isTrue();
    }

    private String ask(People.Person person) {
        clock.push(Duration.ofSeconds(1));
        http.post("/api/auth/password-reset", Http.body("email", person.email()));
        return links.token(
                jdbc.sql("""
                        select id from accounts.link where account_id = :account order by created_at desc limit 1""").param("account", person.id()).query(UUID.class).single());
    }

    private Http.Answer use(String token, String password) {
        return http.post("/api/auth/password-reset/confirm", Http.body("token", token, "password", password));
    }

    private Http.Answer signIn(People.Person person, String password) {
        return http.post("/api/auth/login", Http.body("email", person.email(), "password", password));
    }
}
