package io.parkapp;

import static io.parkapp.Http.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parkapp.FreshDatabase.SwitchableDataSource;
import io.parkapp.parking.CarPark;
import io.parkapp.platform.News;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A second server on the same database, as behind a proxy: what happens in one is seen in the other.
@ParkappTest
class TwoProcessesTest {
    private static final Duration SOON = Duration.ofSeconds(3);
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(36, ChronoUnit.HOURS);

    private final JdbcClient jdbc;
    private final Http here;
    private final People people;
    private final SwitchableDataSource database;
    private final Environment environment;
    private final List<Listening> listenings = new ArrayList<>();
    /// One for all tests of this class, on their database.
    private static @Nullable ConfigurableApplicationContext second;

    TwoProcessesTest(
            JdbcClient jdbc, Http here, People people, SwitchableDataSource database, Environment environment) {
        this.jdbc = jdbc;
        this.here = here;
        this.people = people;
        this.database = database;
        this.environment = environment;
    }

    @BeforeEach
    void startSecond() {
        if (second != null) {
            return;
        }
        var server = new SpringApplicationBuilder(Parkapp.class)
                .profiles("demo", "test")
                .run(
                        "--server.port=0",
                        "--parkapp.database.url=" + database.url(),
                        "--parkapp.data=" + environment.getRequiredProperty("parkapp.data"));
        second = server;
        await().until(server.getBean(News.class)::isCurrent);
    }

    @AfterEach
    void hangUp() {
        listenings.forEach(Listening::close);
    }

    @AfterAll
    static void stopSecond() {
        if (second != null) {
            second.close();
            second = null;
        }
    }

    private Http there() {
        return Http.at(Objects.requireNonNull(second)
                .getEnvironment()
                .getRequiredProperty("local.server.port", Integer.class));
    }

    @Test
    void what_is_reserved_in_one_process_is_taken_in_the_other_and_its_pages_hear_of_it() {
        var park = CarPark.payOnLeaving(jdbc, 3);
        var driver = people.driver();
        var other = people.driver();
        var attendant = people.attendant(park.operator());
        assertThat(free(there(), park)).isEqualTo(3);
        var lot = listen(there(), "/api/lots/" + park.id() + "/live", null, null);
        var mine = listen(there(), "/api/reservations/live", driver.token(), null);
        var others = listen(there(), "/api/reservations/live", other.token(), null);
        var desk = listen(there(), "/api/reservations/live?scope=all", attendant.token(), null);
        assertThat(free(there(), park)).isEqualTo(3);

        var id = reserve(here.as(driver.token()), park);

        await().atMost(SOON).until(() -> mine.heard("reservation", id));
        await().atMost(SOON).until(() -> desk.heard("reservation", id));
        await().atMost(SOON).until(() -> free(there(), park) == 2);
        await().atMost(SOON).until(() -> lot.heard("ready", ""));
        assertThat(others.events()).noneMatch(each -> each.contains(id));

        here.as(driver.token()).post("/api/reservations/" + id + "/cancellation", body());
        await().atMost(SOON).until(() -> free(there(), park) == 3);
        await().atMost(SOON).until(() -> mine.heard("reservation", "CANCELLED"));
    }

    @Test
    void whoever_comes_back_gets_what_was_missed_from_whichever_process() {
        var park = CarPark.payOnLeaving(jdbc, 3);
        var driver = people.driver();
        var first = listen(there(), "/api/reservations/live", driver.token(), null);
        var seen = reserve(here.as(driver.token()), park);
        await().atMost(SOON).until(() -> first.heard("reservation", seen));
        var lastId = first.lastId();
        first.close();
        var missed = reserve(there().as(driver.token()), park);

        var resumed = listen(here, "/api/reservations/live", driver.token(), lastId);

        await().atMost(SOON).until(() -> resumed.heard("reservation", missed));
        assertThat(resumed.events())
                .noneMatch(each -> each.contains(seen))
                .noneMatch(each -> each.contains("event:reset"));
        var lost = listen(here, "/api/reservations/live", driver.token(), "an-id-of-last-week");
        await().atMost(SOON).until(() -> lost.heard("reset", ""));
    }

    @Test
    void the_end_of_a_session_in_one_process_ends_its_streams_in_the_other() {
        var driver = people.driver();
        var stream = listen(there(), "/api/reservations/live", driver.token(), null);
        var stranger = listen(there(), "/api/reservations/live", people.driver().token(), null);
        here.as(driver.token()).post("/api/auth/logout");
        await().atMost(SOON).until(stream::hasEnded);
        assertThat(stranger.hasEnded()).isFalse();
        assertThat(there().as(driver.token()).get("/api/reservations/live").status())
                .isEqualTo(401);
    }

    @Test
    void nobody_opens_streams_without_end() {
        var driver = people.driver();
        for (var each = 0; each < 20; each++) {
            assertThat(opens(there().address("/api/reservations/live"), driver.token()))
                    .isTrue();
        }
        var refused = there().as(driver.token()).get("/api/reservations/live");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotNull();
        listenings.getLast().close();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> opens(there().address("/api/reservations/live"), driver.token()));
    }

    private boolean opens(URI address, String token) {
        var again = new Listening(address, token, null);
        listenings.add(again);
        return again.status == 200;
    }

    private int free(Http http, CarPark park) {
        var window = "?from=" + noon + "&until=" + noon.plus(2, ChronoUnit.HOURS);
        return http.get("/api/lots/" + park.id() + window).at("freeSpots").asInt();
    }

    private String reserve(Http http, CarPark park) {
        var made = http.post(
                "/api/reservations",
                body("lotId", park.id(), "plate", "B TP 1", "from", noon, "until", noon.plus(2, ChronoUnit.HOURS)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.at("id").asString();
    }

    private Listening listen(Http http, String path, @Nullable String token, @Nullable String lastId) {
        var listening = new Listening(http.address(path), token, lastId);
        assertThat(listening.status).isEqualTo(200);
        listenings.add(listening);
        if (lastId == null) {
            await().until(() -> listening.heard("ready", ""));
        }
        return listening;
    }

    /// A stream's lines, as they come.
    private static final class Listening implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final int status;
        private volatile boolean ended;

        Listening(URI address, @Nullable String token, @Nullable String lastId) {
            var request = HttpRequest.newBuilder(address);
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (lastId != null) {
                request.header("Last-Event-ID", lastId);
            }
            try {
                var answer = client.send(request.build(), BodyHandlers.ofInputStream());
                this.status = answer.statusCode();
                Thread.ofVirtual().start(() -> {
                    try (var reader =
                            new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                        reader.lines().forEach(lines::add);
                    } catch (IOException | UncheckedIOException closed) {
                        // Ended from this side, or from that.
                    }
                    ended = true;
                });
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        /// Each as `id:…|event:…|data:…`.
        List<String> events() {
            synchronized (lines) {
                return List.of(String.join("|", lines).split("\\|\\|", -1));
            }
        }

        boolean heard(String name, String part) {
            return events().stream().anyMatch(each -> each.contains("event:" + name) && each.contains(part));
        }

        String lastId() {
            synchronized (lines) {
                return lines.stream()
                        .filter(each -> each.startsWith("id:"))
                        .reduce((earlier, later) -> later)
                        .orElseThrow()
                        .substring(3);
            }
        }

        boolean hasEnded() {
            return ended;
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
