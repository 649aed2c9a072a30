package io.parkapp;

import static io.parkapp.Http.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import effects.Deadly;
import io.parkapp.FreshDatabase.SwitchableDataSource;
import io.parkapp.parking.CarPark;
import io.parkapp.platform.News;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// A process that dies between a commit and telling the others of it.
@ParkappTest
class KillBeforeNewsTest {
    /// Far less than what is remembered is old enough to be forgotten by itself (two minutes), and far more than the
    /// silence after which a process is taken for dead (two seconds).
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(30);

    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(36, ChronoUnit.HOURS);
    private final JdbcClient jdbc;
    private final Http here;
    private final People people;
    private final News news;
    private final SwitchableDataSource database;
    private final Environment environment;
    private final JsonMapper json;

    @TempDir
    private Path folder;

    KillBeforeNewsTest(
            JdbcClient jdbc,
            Http here,
            People people,
            News news,
            SwitchableDataSource database,
            Environment environment,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.here = here;
        this.people = people;
        this.news = news;
        this.database = database;
        this.environment = environment;
        this.json = json;
    }

    @Test
    void what_a_killed_process_did_and_told_nobody_is_known_to_the_others_soon_after() throws Exception {
        var park = CarPark.payOnLeaving(jdbc, 3);
        var driver = people.driver();
        try (var dying = new ProductProcess(
                        folder,
                        Deadly.class,
                        "192m",
                        Map.of(
                                "SPRING_PROFILES_ACTIVE",
                                "demo",
                                "PARKAPP_ROLE",
                                "web",
                                "PARKAPP_PORT",
                                "0",
                                "PARKAPP_DEMO_CITY",
                                "false",
                                "PARKAPP_DATA",
                                environment.getRequiredProperty("parkapp.data"),
                                "PARKAPP_DATABASE_URL",
                                database.url(),
                                "PARKAPP_DATABASE_CONNECTIONS",
                                "6"));
                var listening = DriverManager.getConnection(database.url())) {
            var there = "http://127.0.0.1:" + dying.port();
            try (var listen = listening.createStatement()) {
                listen.execute("listen parkapp_news");
            }
            // Once something that it tells has arrived here, its silence will be noticed.
            var admin = people.operatorAdmin(park.operator());
            rename(there, admin, park, "Renamed there");
            await().atMost(NOTICED_WITHIN)
                    .until(() -> here.get("/api/lots/" + park.id())
                            .at("name")
                            .asString()
                            .equals("Renamed there"));
            assertThat(said(listening)).anyMatch(each -> each.contains(park.id().toString()));
            await().until(news::isCurrent);
            assertThat(free(park)).isEqualTo(3);

            assertThatThrownBy(() -> reserve(there, driver, park)).isInstanceOf(IOException.class);

            assertThat(dying.exitCode()).isEqualTo(Deadly.EXIT_CODE);
            assertThat(jdbc.sql("select count(*) from parking.reservation where lot_id = :lot")
                            .param("lot", park.id())
                            .query(Integer.class)
                            .single())
                    .as("committed")
                    .isEqualTo(1);
            await().atMost(NOTICED_WITHIN).until(() -> free(park) == 2);
            // The negative control: it was the silence that gave it away, and no message.
            assertThat(said(listening))
                    .noneMatch(each -> each.contains(park.id().toString()));
        }
    }

    private static List<String> said(java.sql.Connection listening) throws SQLException {
        var said = new ArrayList<String>();
        for (var each : listening.unwrap(PGConnection.class).getNotifications(1_000)) {
            said.add(each.getParameter());
        }
        return said;
    }

    private void rename(String there, People.Person admin, CarPark park, String name) throws Exception {
        var answer = send(there, "PATCH", "/api/lots/" + park.id(), admin.token(), body("name", name));
        assertThat(answer).isEqualTo(200);
    }

    private void reserve(String there, People.Person driver, CarPark park) throws Exception {
        send(
                there,
                "POST",
                "/api/reservations",
                driver.token(),
                body("lotId", park.id(), "plate", "B KN 1", "from", noon, "until", noon.plus(2, ChronoUnit.HOURS)));
    }

    private int send(String there, String method, String path, String token, Object body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(there + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .method(method, BodyPublishers.ofString(json.writeValueAsString(body)))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private int free(CarPark park) {
        var window = "?from=" + noon + "&until=" + noon.plus(2, ChronoUnit.HOURS);
        return here.get("/api/lots/" + park.id() + window).at("freeSpots").asInt();
    }
}
