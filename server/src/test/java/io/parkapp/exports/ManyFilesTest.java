package io.parkapp.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parkapp.FreshDatabase.SwitchableDataSource;
import io.parkapp.Http;
import io.parkapp.Parkapp;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.ProductProcess;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.platform.Sql;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a worker makes that has the heap of the product, and no more. Only where there is time: the suite makes smaller
/// ones.
@ParkappTest
@ExtendWith(QuietScheduler.class)
@EnabledIfSystemProperty(named = "parkapp.test.full", matches = "true")
class ManyFilesTest {
    private static final int REPORTS = 10_000;
    private static final int KILLS = 5;
    private static final int ROWS = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(40);
    private static final String HEAP = "160m";

    private final JdbcClient jdbc;
    private final SwitchableDataSource database;
    private final Http http;
    private final People people;
    private final Clock clock;

    @TempDir
    private Path folder;

    ManyFilesTest(JdbcClient jdbc, SwitchableDataSource database, Http http, People people, Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.http = http;
        this.people = people;
        this.clock = clock;
    }

    @Test
    void everybody_who_wants_it_gets_a_report_of_the_month_once_however_often_the_worker_is_killed() throws Exception {
        wishFor(REPORTS);
        var started = clock.instant();
        var worker = worker();
        try {
            for (var kill = 1; kill <= KILLS; kill++) {
                var enough = kill * REPORTS / (KILLS + 2);
                await().atMost(PATIENCE).until(() -> reports("status = 'READY'") > enough);
                worker.kill();
                worker = worker();
            }
            await().atMost(PATIENCE).until(() -> reports("status = 'READY'") == REPORTS);
            await().atMost(PATIENCE).until(() -> mails("status = 'SENT'") == REPORTS);
            assertThat(worker.isAlive()).as(worker::log).isTrue();
        } finally {
            worker.kill();
        }
        assertThat(reports("true")).as("made").isEqualTo(REPORTS);
        assertThat(number("select count(distinct account_id) from exports.export where kind = 'MONTHLY_REPORT'"))
                .as("each once")
                .isEqualTo(REPORTS);
        assertThat(mails("true")).as("told").isEqualTo(REPORTS);
        var atOnce = number("""
                select max(count) from (select count(*) as count from exports.export
                                        where kind = 'MONTHLY_REPORT' group by date_trunc('second', created_at)) as run""");
        // Between two runs there are two seconds.
        assertThat(atOnce).as("no spike").isLessThanOrEqualTo(MonthlyReports.DUE_AT_ONCE_MAX);
        System.out.println(REPORTS + " reports, " + KILLS + " kills, at most " + atOnce + " within a second, "
                + Duration.between(started, clock.instant()).toSeconds() + " s");
    }

    @Test
    void a_file_is_as_long_as_it_has_to_be() throws Exception {
        var driver = people.driver();
        Past.stays(jdbc, CarPark.payOnLeaving(jdbc, 1), driver.id(), ROWS);
        var worker = worker();
        try {
            var asked =
                    http.as(driver.token()).post("/api/exports", Http.body("kind", "RESERVATIONS", "format", "CSV"));
            assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
            var path = "/api/exports/" + asked.at("id").asString();
            await().atMost(PATIENCE).until(() -> {
                var status = http.as(people.again(driver).token())
                        .get(path)
                        .at("status")
                        .asString();
                assertThat(status).as(worker.log()).isIn("QUEUED", "RUNNING", "READY");
                return status.equals("READY");
            });
            assertThat(worker.isAlive()).as(worker::log).isTrue();
            try (var client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(http.address(path + "/file"))
                        .header(
                                "Authorization",
                                "Bearer " + people.again(driver).token())
                        .build();
                // The header stands above the rows.
                assertThat(client.send(request, BodyHandlers.ofLines()).body().count())
                        .isEqualTo(ROWS + 1);
            }
        } finally {
            worker.kill();
        }
    }

    private void wishFor(int count) {
        jdbc.sql("""
                        with person as (
                            insert into accounts.account (name, email, created_at)
                            select 'Driver ' || n, 'wants-reports-' || n || '@example.org', :now
                            from generate_series(1, :count) as n returning id
                        )
                        insert into exports.monthly_wish (account_id, time_zone, due_at)
                        select id, 'UTC', :due from person""")
                .param("count", count)
                .param("now", Sql.time(clock.instant()))
                .param("due", Sql.time(clock.instant().minus(Duration.ofMinutes(1))))
                .update();
    }

    private int reports(String condition) {
        return number("select count(*) from exports.export where kind = 'MONTHLY_REPORT' and " + condition);
    }

    private int mails(String condition) {
        return number("select count(*) from notifications.message where kind = 'MONTHLY_REPORT' and " + condition);
    }

    private int number(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private ProductProcess worker() throws IOException {
        return new ProductProcess(
                folder,
                Parkapp.class,
                HEAP,
                ProductProcess.demo(
                        folder.resolve("data"),
                        "worker",
                        database.url(),
                        // The dead are found out sooner than in the product.
                        Map.of("DB_SCHEDULER_HEARTBEAT_INTERVAL", "1s")),
                // In the product, once a minute: the same in less time.
                "--parkapp.jobs.exports-monthly-reports.every=2s");
    }
}
