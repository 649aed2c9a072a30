package io.parkapp.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.parking.CarPark;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// While the database has not answered with a single row. Here it waits for a lock, as it might sort for minutes.
@ParkappTest
class StopAnExportTest {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Http http;
    private final People people;

    StopAnExportTest(JdbcClient jdbc, TransactionTemplate transaction, Http http, People people) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.http = http;
        this.people = people;
    }

    @Test
    void its_owner_stops_it_while_the_database_is_at_work() throws Exception {
        var admin = people.operatorAdmin(CarPark.payOnLeaving(jdbc, 1).operator());
        whileNothingIsAnswered(() -> {
            var id = asked(admin);
            awaitWork();
            assertThat(status(admin, id)).isEqualTo("RUNNING");
            assertThat(http.as(admin.token())
                            .post("/api/exports/" + id + "/cancellation")
                            .status())
                    .isEqualTo(200);
            awaitNoWork();
            assertThat(status(admin, id)).isEqualTo("CANCELLED");
        });
    }

    @Test
    void who_looks_after_the_jobs_stops_it_too() throws Exception {
        var admin = people.operatorAdmin(CarPark.payOnLeaving(jdbc, 1).operator());
        whileNothingIsAnswered(() -> {
            var id = asked(admin);
            awaitWork();
            var job = http.as(people.platformAdmin().token()).get("/api/jobs?name=exports-make&status=RUNNING");
            var path = "/api/jobs/" + job.at("items.0.id").asString() + "/cancellation";
            assertThat(http.as(people.platformAdmin().token()).post(path).status())
                    .isBetween(200, 204);
            awaitNoWork();
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(status(admin, id)).isEqualTo("CANCELLED"));
        });
    }

    @Test
    void whoever_nobody_stops_gets_the_file_once_the_database_answers() throws Exception {
        var admin = people.operatorAdmin(CarPark.payOnLeaving(jdbc, 1).operator());
        var ids = new UUID[1];
        whileNothingIsAnswered(() -> {
            ids[0] = asked(admin);
            awaitWork();
            // Longer than the watch takes to look twice.
            Thread.sleep(2_500);
            assertThat(work()).isEqualTo(1);
        });
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(status(admin, ids[0])).isEqualTo("READY"));
    }

    private UUID asked(Person admin) {
        var asked = http.as(admin.token()).post("/api/exports", Http.body("kind", "RECEIPTS", "format", "CSV"));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        return UUID.fromString(asked.at("id").asString());
    }

    private String status(Person admin, UUID id) {
        return http.as(admin.token()).get("/api/exports/" + id).at("status").asString();
    }

    private void awaitWork() {
        await().atMost(20, TimeUnit.SECONDS).until(() -> work() == 1);
    }

    private void awaitNoWork() {
        await().atMost(20, TimeUnit.SECONDS).until(() -> work() == 0);
    }

    /// Statements on receipts that wait for the lock.
    private int work() {
        return jdbc.sql("""
                        select count(*) from pg_locks join pg_stat_activity using (pid)
                        where relation = 'receipts.document'::regclass and not granted
                          and datname = current_database()""").query(Integer.class).single();
    }

    private interface Meanwhile {
        void run() throws Exception;
    }

    private void whileNothingIsAnswered(Meanwhile meanwhile) throws Exception {
        var locked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var thread = Executors.newSingleThreadExecutor()) {
            var holder = thread.submit(() -> transaction.executeWithoutResult(status -> {
                jdbc.sql("lock table receipts.document in access exclusive mode")
                        .update();
                locked.countDown();
                try {
                    release.await();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            }));
            locked.await();
            try {
                meanwhile.run();
            } finally {
                release.countDown();
            }
            holder.get();
        }
    }
}
