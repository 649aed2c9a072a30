package io.parkapp.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.TestClock;
import io.parkapp.exports.ExportRepository.Row;
import io.parkapp.exports.ExportRepository.Wanted;
import io.parkapp.parking.CarPark;
import io.parkapp.platform.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who makes a file and how often, how many one may ask for, and what becomes of them.
@ParkappTest
@Import(CopyRoom.class)
class RunAnExportTest {
    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final CopyRoom copyRoom;
    private final Exports exports;
    private final ExportRepository repository;
    private final ExportRun run;
    private final TestClock clock;

    RunAnExportTest(
            JdbcClient jdbc,
            Http http,
            People people,
            CopyRoom copyRoom,
            Exports exports,
            ExportRepository repository,
            ExportRun run,
            TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.copyRoom = copyRoom;
        this.exports = exports;
        this.repository = repository;
        this.run = run;
        this.clock = clock;
    }

    @Test
    void permissions_count_when_the_file_is_made() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var admin = people.operatorAdmin(park.operator());
        var id = queued(admin, "{\"kind\": \"RECEIPTS\", \"format\": \"CSV\"}");
        jdbc.sql("delete from accounts.role_grant where account_id = :account and role = 'OPERATOR_ADMIN'")
                .param("account", admin.id())
                .update();

        run.run(id);

        assertThat(export(id).status()).isEqualTo(ExportStatus.FAILED);
        assertThat(export(id).failure()).isEqualTo(ExportFailure.NOT_ALLOWED);
    }

    @Test
    void a_second_run_takes_over_and_the_file_has_each_row_once() throws Exception {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var ada = people.driver();
        Past.stays(jdbc, park, ada.id(), 20_000);
        var id = queued(ada, "{\"kind\": \"RESERVATIONS\", \"format\": \"CSV\"}");
        try (var threads = Executors.newFixedThreadPool(3)) {
            var runs = new ArrayList<Future<?>>();
            for (var each = 0; each < 3; each++) {
                runs.add(threads.submit(() -> run.run(id)));
                Thread.sleep(120);
            }
            for (var each : runs) {
                each.get();
            }
        }
        assertThat(export(id).status()).isEqualTo(ExportStatus.READY);
        assertThat(repository.find(id).orElseThrow().run()).isGreaterThan(1);
        var file = http.as(ada.token()).get("/api/exports/" + id + "/file");
        assertThat(CopyRoom.numbers(file)).hasSize(20_000);
        assertThat(CopyRoom.rows(file)).hasSize(20_000);
        assertThat(export(id).rowsDone()).isEqualTo(20_000);
    }

    @Test
    void what_a_killed_run_left_counts_for_nothing() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var ada = people.driver();
        Past.stays(jdbc, park, ada.id(), 10);
        var id = queued(ada, "{\"kind\": \"RESERVATIONS\", \"format\": \"CSV\"}");
        var killed = exports.begin(id).orElseThrow();
        assertThat(exports.append(killed, 0, "half of a file".getBytes(UTF_8))).isTrue();

        run.run(id);

        assertThat(exports.append(killed, 1, "more".getBytes(UTF_8))).isFalse();
        assertThat(exports.progress(killed, 5, null)).isFalse();
        assertThat(CopyRoom.rows(http.as(ada.token()).get("/api/exports/" + id + "/file")))
                .hasSize(10);
    }

    @Test
    void what_kills_its_process_each_time_is_given_up() {
        var id = queued(people.driver(), "{\"kind\": \"RESERVATIONS\", \"format\": \"CSV\"}");
        for (var each = 0; each < Exports.RUNS_MAX; each++) {
            assertThat(exports.begin(id)).isPresent();
        }
        run.run(id);
        assertThat(export(id).status()).isEqualTo(ExportStatus.FAILED);
        assertThat(export(id).failure()).isEqualTo(ExportFailure.INTERNAL);
    }

    @Test
    void what_is_cancelled_stops_and_leaves_nothing() throws Exception {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var ada = people.driver();
        Past.stays(jdbc, park, ada.id(), 40_000);
        var id = queued(ada, "{\"kind\": \"RESERVATIONS\", \"format\": \"XLSX\"}");
        try (var thread = Executors.newSingleThreadExecutor()) {
            var running = thread.submit(() -> run.run(id));
            while (export(id).status() == ExportStatus.QUEUED) {
                Thread.sleep(5);
            }
            var cancelled = http.as(ada.token()).post("/api/exports/" + id + "/cancellation");
            assertThat(cancelled.at("status").asString()).isEqualTo("CANCELLED");
            running.get();
        }
        assertThat(export(id).status()).isEqualTo(ExportStatus.CANCELLED);
        assertThat(pieces(id)).isZero();
        assertThat(http.as(ada.token()).get("/api/exports/" + id + "/file").problem())
                .isEqualTo("export-gone");
    }

    @Test
    void of_eight_requests_at_once_two_are_taken() throws Exception {
        var ada = people.driver();
        var none = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(each -> () -> inserted(ada))
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var taken = 0;
            for (var each : threads.invokeAll(none)) {
                taken += each.get() ? 1 : 0;
            }
            assertThat(taken).isBetween(1, Exports.UNDER_WAY_MAX);
        }
        while (inserted(ada)) {
            // Until both slots are taken.
        }
        assertThat(repository.use(ada.id(), Instant.EPOCH).underWay()).isEqualTo(Exports.UNDER_WAY_MAX);
        assertThat(copyRoom.ask(ada, "kind", "RESERVATIONS", "format", "CSV").problem())
                .isEqualTo("exports-running");
    }

    @Test
    void without_the_index_two_requests_at_once_would_see_the_same_slot_free() {
        var index = jdbc.sql("select indexdef from pg_indexes where indexname = 'one_at_a_time_per_slot'")
                .query(String.class)
                .single();
        assertThat(index).contains("UNIQUE").contains("(account_id, slot)");
        var ada = people.driver();
        jdbc.sql("drop index exports.one_at_a_time_per_slot").update();
        try {
            for (var each = 0; each < 3; each++) {
                jdbc.sql("""
                                insert into exports.export (account_id, kind, format, request, file_name, slot,
                                                            created_at, expires_at)
                                values (:account, 'RESERVATIONS', 'CSV', '{}', 'a.csv', 1, now(), now())""").param("account", ada.id()).update();
            }
            assertThat(repository.use(ada.id(), Instant.EPOCH).underWay()).isEqualTo(3);
        } finally {
            jdbc.sql("delete from exports.export where account_id = :account")
                    .param("account", ada.id())
                    .update();
            jdbc.sql(index).update();
        }
    }

    @Test
    void within_a_day_nobody_gets_more_than_so_many_and_the_next_day_again() {
        var ada = people.driver();
        for (var each = 0; each < Exports.PER_DAY_MAX; each++) {
            assertThat(inserted(ada)).isTrue();
            jdbc.sql("update exports.export set status = 'CANCELLED', finished_at = created_at "
                            + "where account_id = :account and status = 'QUEUED'")
                    .param("account", ada.id())
                    .update();
        }
        assertThat(copyRoom.ask(ada, "kind", "RESERVATIONS", "format", "CSV").problem())
                .isEqualTo("exports-of-today");
        jdbc.sql("update exports.export set created_at = created_at - interval '1 day' where account_id = :account")
                .param("account", ada.id())
                .update();
        assertThat(copyRoom.ask(ada, "kind", "RESERVATIONS", "format", "CSV").status())
                .isEqualTo(202);
    }

    @Test
    void the_same_request_twice_makes_one_file() {
        var ada = people.driver();
        var once =
                http.as(ada.token()).with("Idempotency-Key", UUID.randomUUID().toString());
        var body = Http.body("kind", "RESERVATIONS", "format", "CSV");
        var first = once.post("/api/exports", body);
        var second = once.post("/api/exports", body);
        assertThat(first.status()).isEqualTo(202);
        assertThat(second.at("id")).isEqualTo(first.at("id"));
        assertThat(http.as(ada.token()).get("/api/exports").at("items").size()).isEqualTo(1);
    }

    @Test
    void after_a_week_the_file_is_gone_and_the_page_says_so() {
        var ada = people.driver();
        var id = copyRoom.made(ada);
        jdbc.sql("update exports.export set expires_at = :now where id = :id")
                .param("now", Sql.time(clock.instant()))
                .param("id", id)
                .update();
        exports.expire();
        assertThat(export(id).status()).isEqualTo(ExportStatus.EXPIRED);
        assertThat(pieces(id)).isZero();
        assertThat(http.as(ada.token()).get("/api/exports/" + id + "/file").problem())
                .isEqualTo("export-gone");
    }

    @Test
    void who_is_erased_leaves_no_files() {
        var ada = people.driver();
        var id = copyRoom.made(ada);
        var admin = people.platformAdmin();
        assertThat(http.as(admin.token()).delete("/api/accounts/" + ada.id()).status())
                .isEqualTo(204);
        assertThat(repository.find(id)).isEmpty();
        assertThat(pieces(id)).isZero();
    }

    /// Asked for, with nobody to make it.
    private UUID queued(Person person, String request) {
        var now = clock.instant();
        var kind = request.contains("RECEIPTS") ? ExportKind.RECEIPTS : ExportKind.RESERVATIONS;
        var format = request.contains("XLSX") ? ExportFormat.XLSX : ExportFormat.CSV;
        return repository
                .insert(
                        person.id(),
                        new Wanted(kind, format, request, "test", null),
                        now,
                        now.plus(Exports.KEPT),
                        2,
                        now,
                        9)
                .orElseThrow();
    }

    private boolean inserted(Person person) {
        var now = clock.instant();
        return repository
                .insert(
                        person.id(),
                        new Wanted(ExportKind.RESERVATIONS, ExportFormat.CSV, "{}", "test", null),
                        now,
                        now.plus(Exports.KEPT),
                        Exports.UNDER_WAY_MAX,
                        now.minus(Exports.DAY),
                        Exports.PER_DAY_MAX)
                .isPresent();
    }

    private Export export(UUID id) {
        return repository.find(id).map(Row::export).orElseThrow();
    }

    private int pieces(UUID id) {
        return jdbc.sql("select count(*) from exports.piece where export_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}
