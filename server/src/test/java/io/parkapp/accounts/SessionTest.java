package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class SessionTest {
    private static final int AT_ONCE = 16;
    private static final int ROUNDS = 10;

    private final Http http;
    private final People people;
    private final TestClock clock;
    private final Sessions sessions;
    private final JdbcClient jdbc;

    SessionTest(Http http, People people, TestClock clock, Sessions sessions, JdbcClient jdbc) {
        this.http = http;
        this.people = people;
        this.clock = clock;
        this.sessions = sessions;
        this.jdbc = jdbc;
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
        var cookie = Objects.requireNonNull(login(people.driver()).header("Set-Cookie"));
        assertThat(cookie)
                .startsWith("parkapp_refresh=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/auth", "Max-Age=2592000")
                .doesNotContain("Secure");
    }

    @Test
    void a_refresh_gives_new_tokens_and_goes_on_with_the_session() {
        var first = login(people.driver());
        clock.push(Duration.ofMinutes(16));
        assertThat(me(first).status()).isEqualTo(401);
        var second = refresh(cookie(first));
        assertThat(second.status()).as(second.toString()).isEqualTo(200);
        assertThat(me(second).status()).isEqualTo(200);
        assertThat(cookie(second)).isNotEqualTo(cookie(first));
    }

    @Test
    void an_old_refresh_token_ends_the_family() {
        var first = login(people.driver());
        var second = refresh(cookie(first));
        var reused = refresh(cookie(first));
        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.problem()).isEqualTo("session-ended");
        assertThat(reused.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(refresh(cookie(second)).status()).isEqualTo(401);
        assertThat(me(second).status()).isEqualTo(401);
    }

    @Test
    void a_refresh_token_lives_thirty_days_from_its_last_use() {
        var kept = cookie(login(people.driver()));
        for (var i = 0; i < 3; i++) {
            clock.push(Duration.ofDays(29));
            kept = cookie(refresh(kept));
        }
        clock.push(Duration.ofDays(31));
        assertThat(refresh(kept).status()).isEqualTo(401);
    }

    @Test
    void only_the_hash_of_a_refresh_token_is_stored() {
        var token = cookie(login(people.driver())).replace("parkapp_refresh=", "");
        var found = jdbc.sql("select count(*) from accounts.refresh_token where hash = :hash")
                .param("hash", new RefreshToken(token).hash())
                .query(Long.class)
                .single();
        assertThat(found).isEqualTo(1);
    }

    @Test
    void of_many_refreshes_at_once_exactly_one_wins() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var token = sessions.open(people.driver().id(), hashOfTests()).refreshToken();
            assertThat(winners(() -> {
                        sessions.refresh(token);
                        return true;
                    }))
                    .isEqualTo(1);
        }
    }

    /// Without the condition in the statement that marks the token, more than one of them wins.
    @Test
    void of_many_refreshes_that_look_before_they_write_more_than_one_wins() throws Exception {
        var token = sessions.open(people.driver().id(), hashOfTests()).refreshToken();
        var looked = new CyclicBarrier(AT_ONCE);
        assertThat(winners(() -> {
                    var isFresh = jdbc.sql("select used_at is null from accounts.refresh_token where hash = :hash")
                            .param("hash", token.hash())
                            .query(Boolean.class)
                            .single();
                    looked.await();
                    jdbc.sql("update accounts.refresh_token set used_at = :now where hash = :hash")
                            .param("now", Sql.time(clock.instant()))
                            .param("hash", token.hash())
                            .update();
                    return isFresh;
                }))
                .isGreaterThan(1);
    }

    @Test
    void signing_out_takes_effect_at_once_and_ends_this_session_only() {
        var driver = people.driver();
        var here = login(driver);
        var elsewhere = login(driver);
        var out = http.with("Cookie", cookie(here)).post("/api/auth/logout");
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(me(here).status()).isEqualTo(401);
        assertThat(refresh(cookie(here)).status()).isEqualTo(401);
        assertThat(me(elsewhere).status()).isEqualTo(200);
        http.as(elsewhere.at("accessToken").asString()).post("/api/auth/logout");
        assertThat(me(elsewhere).status()).isEqualTo(401);
    }

    @Test
    void changing_the_password_ends_all_sessions_and_opens_a_fresh_one() {
        var driver = people.driver();
        var here = login(driver);
        var elsewhere = login(driver);
        var wrong = changePassword(here, "not it", "nine sleepy zebras");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.problem()).isEqualTo("wrong-password");
        assertThat(wrong.at("errors.0.field").asString()).isEqualTo("currentPassword");
        assertThat(changePassword(here, People.PASSWORD, "password1").problem()).isEqualTo("weak-password");

        var changed = changePassword(here, People.PASSWORD, "nine sleepy zebras");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(me(here).status()).isEqualTo(401);
        assertThat(me(elsewhere).status()).isEqualTo(401);
        assertThat(refresh(cookie(elsewhere)).status()).isEqualTo(401);
        assertThat(me(changed).status()).isEqualTo(200);
        assertThat(refresh(cookie(changed)).status()).isEqualTo(200);
        assertThat(login(driver).status()).isEqualTo(401);
    }

    @Test
    void dead_sessions_are_forgotten_and_live_ones_kept() {
        var dead = login(people.driver());
        http.with("Cookie", cookie(dead)).post("/api/auth/logout");
        clock.push(Duration.ofDays(2));
        var live = login(people.driver());
        sessions.forgetDead();
        assertThat(jdbc.sql("select count(*) from accounts.session where ended_at is not null")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(refresh(cookie(live)).status()).isEqualTo(200);
    }

    @Test
    void another_sites_page_cannot_use_the_cookie() {
        var cookie = cookie(login(people.driver()));
        var withCookie = http.with("Cookie", cookie);
        assertThat(withCookie
                        .with("Sec-Fetch-Site", "cross-site")
                        .post("/api/auth/refresh")
                        .status())
                .isEqualTo(403);
        assertThat(withCookie
                        .with("Sec-Fetch-Site", "same-site")
                        .post("/api/auth/logout")
                        .status())
                .isEqualTo(403);
        assertThat(withCookie
                        .with("Origin", "https://evil.example")
                        .post("/api/auth/refresh")
                        .status())
                .isEqualTo(403);
        assertThat(withCookie.with("Origin", "null").post("/api/auth/refresh").status())
                .isEqualTo(403);
        var own = http.address("").toString();
        assertThat(withCookie
                        .with("Origin", own)
                        .with("Sec-Fetch-Site", "same-origin")
                        .post("/api/auth/refresh")
                        .status())
                .isEqualTo(200);
    }

    private String hashOfTests() {
        return jdbc.sql("select password_hash from accounts.account order by id desc limit 1")
                .query(String.class)
                .single();
    }

    private static long winners(Callable<Boolean> attempt) throws Exception {
        var start = new CyclicBarrier(AT_ONCE);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Boolean>> attempts = IntStream.range(0, AT_ONCE)
                    .mapToObj(each -> threads.submit(() -> {
                        start.await();
                        try {
                            return attempt.call();
                        } catch (Refusal refused) {
                            return false;
                        }
                    }))
                    .toList();
            var winners = 0;
            for (var each : attempts) {
                winners += each.get() ? 1 : 0;
            }
            return winners;
        }
    }

    private Http.Answer login(People.Person person) {
        return http.post("/api/auth/login", Map.of("email", person.email(), "password", People.PASSWORD));
    }

    private Http.Answer refresh(String cookie) {
        return http.with("Cookie", cookie).post("/api/auth/refresh");
    }

    private Http.Answer me(Http.Answer signedIn) {
        return http.as(signedIn.at("accessToken").asString()).get("/api/me");
    }

    private Http.Answer changePassword(Http.Answer signedIn, String current, String next) {
        return http.as(signedIn.at("accessToken").asString())
                .put("/api/me/password", Map.of("currentPassword", current, "newPassword", next));
    }

    private static String cookie(Http.Answer answer) {
        return Objects.requireNonNull(answer.header("Set-Cookie"), answer.toString())
                .split(";", 2)[0];
    }
}
