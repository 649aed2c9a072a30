package io.parkapp;

import static io.parkapp.Http.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import effects.Deadly;
import io.parkapp.FreshDatabase.SwitchableDataSource;
import io.parkapp.parking.CarPark;
import io.parkapp.platform.News;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

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

    @TempDir
    private Path folder;

    KillBeforeNewsTest(
            JdbcClient jdbc,
            Http here,
            People people,
            News news,
            SwitchableDataSource database,
            Environment environment) {
        this.jdbc = jdbc;
        this.here = here;
        this.people = people;
        this.news = news;
        this.database = database;
        this.environment = environment;
    }

    @Test
    void what_a_killed_process_did_and_told_nobody_is_known_to_the_others_soon_after() throws Exception {
        var park = CarPark.payOnLeaving(jdbc, 3);
        var driver = people.driver();
        try (var dying = new ProductProcess(
                        folder,
                        Deadly.class,
                        "192m",
                        ProductProcess.demo(
                                Path.of(environment.getRequiredProperty("parkapp.data")),
                                "web",
                                database.url(),
                                Map.of("PARKAPP_DATABASE_CONNECTIONS", "6")));
                var listening = DriverManager.getConnection(database.url())) {
            var there = Http.at(dying.port());
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

            assertThatThrownBy(() -> reserve(there, driver, park)).isInstanceOf(UncheckedIOException.class);

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

    private static void rename(Http there, People.Person admin, CarPark park, String name) {
        var answer = there.as(admin.token()).patch("/api/lots/" + park.id(), body("name", name));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private void reserve(Http there, People.Person driver, CarPark park) {
        there.as(driver.token())
                .post(
                        "/api/reservations",
                        body(
                                "lotId",
                                park.id(),
                                "plate",
                                "B KN 1",
                                "from",
                                noon,
                                "until",
                                noon.plus(2, ChronoUnit.HOURS)));
    }

    private int free(CarPark park) {
        var window = "?from=" + noon + "&until=" + noon.plus(2, ChronoUnit.HOURS);
        return here.get("/api/lots/" + park.id() + window).at("freeSpots").asInt();
    }
}
