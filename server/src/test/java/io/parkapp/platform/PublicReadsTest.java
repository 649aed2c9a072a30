package io.parkapp.platform;

import static io.parkapp.Http.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.parking.CarPark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class PublicReadsTest {
    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(3, ChronoUnit.DAYS);
    private final Instant until = from.plus(2, ChronoUnit.HOURS);

    PublicReadsTest(JdbcClient jdbc, Http http, People people) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        var park = CarPark.payOnLeaving(jdbc, 2);
        var lot = "/api/lots/" + park.id();
        var window = "?from=" + from + "&until=" + until;
        for (var path : List.of(
                "/api/lots" + window,
                lot + window,
                lot + "/spots" + window,
                lot + "/quote" + window,
                lot + "/tariffs")) {
            var first = http.get(path);
            assertThat(first.status()).as(path).isEqualTo(200);
            assertThat(first.header("Cache-Control")).as(path).isEqualTo("public, no-cache");
            var again = http.with("If-None-Match", tag(first)).get(path);
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.bytes()).as(path).isEmpty();
        }
    }

    @Test
    void a_spot_that_was_taken_meanwhile_is_sent() {
        var park = CarPark.payOnLeaving(jdbc, 2);
        var path = "/api/lots/" + park.id() + "/spots?from=" + from + "&until=" + until;
        var before = http.get(path);
        var driver = people.driver();
        http.as(driver.token())
                .post("/api/reservations", body("lotId", park.id(), "plate", "B PR 1", "from", from, "until", until));
        var after = http.with("If-None-Match", tag(before)).get(path);
        assertThat(after.status()).isEqualTo(200);
        assertThat(tag(after)).isNotEqualTo(tag(before));
    }

    @Test
    void what_is_somebodys_own_is_kept_by_no_proxy_and_not_at_all_where_it_is_not_public() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = people.driver();
        assertThat(http.as(driver.token()).get("/api/lots/" + park.id()).header("Cache-Control"))
                .isEqualTo("private, no-cache");
        assertThat(http.as(driver.token()).get("/api/reservations").header("Cache-Control"))
                .contains("no-store");
    }

    private static String tag(Http.Answer answer) {
        return Objects.requireNonNull(answer.header("ETag"), answer::toString);
    }
}
