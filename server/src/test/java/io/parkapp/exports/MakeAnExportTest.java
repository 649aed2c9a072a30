package io.parkapp.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.TestClock;
import io.parkapp.exports.ExportRepository.Row;
import io.parkapp.exports.ExportRepository.Wanted;
import io.parkapp.parking.CarPark;
import io.parkapp.platform.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ParkappTest
class MakeAnExportTest {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Exports exports;
    private final ExportRepository repository;
    private final ExportRun run;
    private final TestClock clock;

    MakeAnExportTest(
            JdbcClient jdbc,
            Http http,
            People people,
            Exports exports,
            ExportRepository repository,
            ExportRun run,
            TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.exports = exports;
        this.repository = repository;
        this.run = run;
        this.clock = clock;
    }

    @Test
    void ones_own_history_holds_ones_own_stays_and_nobody_elses() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var ada = people.driver();
        var ben = people.driver();
        Past.stays(jdbc, park, ada.id(), 30);
        Past.stays(jdbc, park, ben.id(), 30);

        var file = made(ada, "kind", "reservations", "format", "csv");

        assertThat(numbers(file)).isEqualTo(listed(ada, "/api/reservations?limit=100"));
        assertThat(rows(file)).hasSize(30);
        assertThat(file.header("Content-Disposition")).matches("attachment; filename=\"reservations-.*\\.csv\"");
        assertThat(file.header("Content-Length")).isEqualTo(String.valueOf(file.bytes().length));
        assertThat(file.text()).startsWith("\uFEFFReservation,Status,");
    }

    @Test
    void the_lists_filters_hold_for_the_file() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var other = CarPark.payOnLeaving(jdbc, 1);
        var ada = people.driver();
        Past.stays(jdbc, park, ada.id(), 30);
        Past.stays(jdbc, other, ada.id(), 30);

        var file = made(
                ada,
                "kind",
                "RESERVATIONS",
                "format",
                "CSV",
                "bom",
                false,
                "lotId",
                park.id(),
                "status",
                List.of("COMPLETED"),
                "until",
                "2026-01-01T07:40:00Z",
                "q",
                "PAST2");

        assertThat(numbers(file))
                .isNotEmpty()
                .isEqualTo(listed(
                        ada,
                        "/api/reservations?limit=100&q=PAST2&status=COMPLETED&until=2026-01-01T07:40:00Z&lotId="
                                + park.id()));
        assertThat(file.text()).startsWith("Reservation,Status,");
    }

    @Test
    void a_filter_that_the_list_does_not_have_is_refused_by_its_name() {
        var ada = people.driver();
        var refused = ask(ada, "kind", "RESERVATIONS", "format", "CSV", "documentKind", "RECEIPT");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("errors.0.field").asString()).isEqualTo("documentKind");
        var wrong = ask(ada, "kind", "RESERVATIONS", "format", "CSV", "status", List.of("PARKED"));
        assertThat(wrong.at("errors.0.field").asString()).isEqualTo("status");
    }

    @Test
    void what_an_operator_keeps_is_a_file_of_its_own_and_of_nobody_elses() {
        var park = CarPark.payOnLeaving(jdbc, 2);
        var other = CarPark.payOnLeaving(jdbc, 2);
        var admin = people.operatorAdmin(park.operator());
        for (var each : List.of(park, other)) {
            var driver = people.driver().id();
            Past.stays(jdbc, each, driver, 1);
            jdbc.sql("""
                            insert into vouchers.code (operator_id, code, kind, value, valid_from, created_at)
                            values (?, 'TEN-OFF', 'PERCENT', 10, now(), now())""").param(each.operator()).update();
            jdbc.sql("""
                            insert into desk.shift (operator_id, lot_id, account_id, currency, float_minor, opened_at)
                            values (?, ?, ?, 'EUR', 5000, now())""").params(each.operator(), each.id(), driver).update();
            jdbc.sql("""
                            insert into payments.correction (subject_id, operator_id, lot_id, amount_minor, currency,
                                                             reason, status, asked_by, asked_at)
                            select id, operator_id, lot_id, -150, 'EUR', '=1+1', 'AWAITING_APPROVAL', ?, now()
                            from parking.reservation where lot_id = ?""").params(driver, each.id()).update();
        }

        assertThat(rows(made(admin, "kind", "LOTS", "format", "CSV")))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.getField("Id")).isEqualTo(park.id().toString()))
                .satisfies(row -> assertThat(row.getField("In service")).isEqualTo("2"));
        assertThat(rows(made(admin, "kind", "LOTS", "format", "CSV", "q", "there is no such lot")))
                .isEmpty();
        assertThat(rows(made(admin, "kind", "CODES", "format", "CSV")))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("How much")).isEqualTo("10"));
        assertThat(rows(made(admin, "kind", "SHIFTS", "format", "CSV")))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("Float")).isEqualTo("50.00"))
                .satisfies(row -> assertThat(row.getField("Expected")).isEmpty());
        assertThat(rows(made(admin, "kind", "CORRECTIONS", "format", "CSV")))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("Amount")).isEqualTo("-1.50"))
                .satisfies(row -> assertThat(row.getField("Reason")).isEqualTo("'=1+1"));
        assertThat(rows(made(admin, "kind", "DISPUTES", "format", "CSV"))).isEmpty();
        for (var kind : List.of("LOTS", "CODES", "SHIFTS", "CORRECTIONS", "DISPUTES")) {
            assertThat(ask(people.driver(), "kind", kind, "format", "CSV").status())
                    .as(kind)
                    .isEqualTo(403);
        }
    }

    @Test
    void an_operators_files_cover_its_lots_and_nothing_else() {
        var park = CarPark.payOnLeaving(jdbc, 2);
        var other = CarPark.payOnLeaving(jdbc, 3);
        Past.stays(jdbc, park, people.driver().id(), 5);
        Past.stays(jdbc, other, people.driver().id(), 7);
        var admin = people.operatorAdmin(park.operator());

        assertThat(rows(made(admin, "kind", "RESERVATIONS", "format", "CSV", "scope", "all")))
                .hasSize(5);
        assertThat(rows(made(admin, "kind", "SPOTS", "format", "CSV"))).hasSize(2);
        assertThat(rows(made(admin, "kind", "RECEIPTS", "format", "CSV"))).isEmpty();
        assertThat(rows(made(admin, "kind", "PAYMENTS", "format", "CSV"))).isEmpty();
        assertThat(made(admin, "kind", "PEOPLE", "format", "CSV").text()).contains(admin.email());
        assertThat(made(admin, "kind", "AUDIT", "format", "XLSX").status()).isEqualTo(200);
    }

    @Test
    void who_may_not_see_a_list_may_not_have_its_file() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var attendant = people.attendant(park.operator());
        for (var kind : List.of("RECEIPTS", "PAYMENTS", "SPOTS", "PEOPLE", "AUDIT")) {
            assertThat(ask(attendant, "kind", kind, "format", "CSV").status())
                    .as(kind)
                    .isEqualTo(403);
        }
        assertThat(ask(people.driver(), "kind", "RESERVATIONS", "format", "CSV", "scope", "all")
                        .status())
                .isEqualTo(403);
        assertThat(http.post("/api/exports", Http.body("kind", "RESERVATIONS", "format", "CSV"))
                        .status())
                .isEqualTo(401);
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
    void a_file_is_its_owners_only() {
        var ada = people.driver();
        var id = made(ada);
        var ben = http.as(people.platformAdmin().token());
        assertThat(ben.get("/api/exports/" + id).status()).isEqualTo(404);
        assertThat(ben.get("/api/exports/" + id + "/file").status()).isEqualTo(404);
        assertThat(ben.post("/api/exports/" + id + "/cancellation").status()).isEqualTo(404);
        assertThat(ben.get("/api/exports").json().toString()).doesNotContain(id.toString());
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
        assertThat(numbers(file)).hasSize(20_000);
        assertThat(rows(file)).hasSize(20_000);
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
        assertThat(rows(http.as(ada.token()).get("/api/exports/" + id + "/file")))
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
        assertThat(ask(ada, "kind", "RESERVATIONS", "format", "CSV").problem()).isEqualTo("exports-running");
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
        assertThat(ask(ada, "kind", "RESERVATIONS", "format", "CSV").problem()).isEqualTo("exports-of-today");
        jdbc.sql("update exports.export set created_at = created_at - interval '1 day' where account_id = :account")
                .param("account", ada.id())
                .update();
        assertThat(ask(ada, "kind", "RESERVATIONS", "format", "CSV").status()).isEqualTo(202);
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
        var id = made(ada);
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
        var id = made(ada);
        var admin = people.platformAdmin();
        assertThat(http.as(admin.token()).delete("/api/accounts/" + ada.id()).status())
                .isEqualTo(204);
        assertThat(repository.find(id)).isEmpty();
        assertThat(pieces(id)).isZero();
    }

    private UUID made(Person person) {
        return wait(person, ask(person, "kind", "RESERVATIONS", "format", "CSV"));
    }

    private Http.Answer made(Person person, Object... request) {
        return http.as(person.token()).get("/api/exports/" + wait(person, ask(person, request)) + "/file");
    }

    private UUID wait(Person person, Http.Answer asked) {
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        var id = UUID.fromString(asked.at("id").asString());
        for (var deadline = Instant.now().plus(WAIT_MAX); Instant.now().isBefore(deadline); ) {
            var now = http.as(person.token()).get("/api/exports/" + id);
            if (now.at("status").asString().equals("READY")) {
                return id;
            }
            assertThat(now.at("status").asString()).as(now.toString()).isIn("QUEUED", "RUNNING");
            pause();
        }
        throw new AssertionError("is not made");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private Http.Answer ask(Person person, Object... request) {
        return http.as(person.token()).post("/api/exports", Http.body(request));
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

    private static List<NamedCsvRecord> rows(Http.Answer file) {
        assertThat(file.status()).isEqualTo(200);
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file.text())) {
            return csv.stream().toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Set<String> numbers(Http.Answer file) {
        return rows(file).stream().map(each -> each.getField(0)).collect(toSet());
    }

    private Set<String> listed(Person person, String path) {
        var numbers = new HashSet<String>();
        for (JsonNode each : http.as(person.token()).get(path).at("items")) {
            numbers.add(each.path("number").asString());
        }
        return numbers;
    }
}
