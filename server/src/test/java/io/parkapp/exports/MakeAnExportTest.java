package io.parkapp.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.parking.CarPark;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ParkappTest
@Import(CopyRoom.class)
class MakeAnExportTest {
    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final CopyRoom copyRoom;

    MakeAnExportTest(JdbcClient jdbc, Http http, People people, CopyRoom copyRoom) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.copyRoom = copyRoom;
    }

    @Test
    void ones_own_history_holds_ones_own_stays_and_nobody_elses() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var ada = people.driver();
        var ben = people.driver();
        Past.stays(jdbc, park, ada.id(), 30);
        Past.stays(jdbc, park, ben.id(), 30);

        var file = copyRoom.file(ada, "kind", "reservations", "format", "csv");

        assertThat(CopyRoom.numbers(file)).isEqualTo(listed(ada, "/api/reservations?limit=100"));
        assertThat(CopyRoom.rows(file)).hasSize(30);
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

        var file = copyRoom.file(
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

        assertThat(CopyRoom.numbers(file))
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
        var refused = copyRoom.ask(ada, "kind", "RESERVATIONS", "format", "CSV", "documentKind", "RECEIPT");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("errors.0.field").asString()).isEqualTo("documentKind");
        var wrong = copyRoom.ask(ada, "kind", "RESERVATIONS", "format", "CSV", "status", List.of("PARKED"));
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
                            insert into payments.charge (subject_id, operator_id, lot_id, description, amount_minor,
                                                         currency, status, provider, provider_ref, created_at,
                                                         succeeded_at)
                            select id, operator_id, lot_id, 'Parking', 1000, 'EUR', 'SUCCEEDED', 'sandbox',
                                   'charge of ' || id, now(), now()
                            from parking.reservation where lot_id = ?""").param(each.id()).update();
            jdbc.sql("""
                            insert into payments.dispute (charge_id, provider, provider_ref, amount_minor, currency,
                                                          state, reason, opened_at)
                            select id, provider, 'dispute of ' || id, 700, currency, 'OPENED', 'fraudulent', now()
                            from payments.charge where lot_id = ?""").param(each.id()).update();
            jdbc.sql("""
                            insert into payments.correction (subject_id, operator_id, lot_id, amount_minor, currency,
                                                             reason, status, asked_by, asked_at)
                            select id, operator_id, lot_id, -150, 'EUR', '=1+1', 'AWAITING_APPROVAL', ?, now()
                            from parking.reservation where lot_id = ?""").params(driver, each.id()).update();
        }

        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "LOTS", "format", "CSV")))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.getField("Id")).isEqualTo(park.id().toString()))
                .satisfies(row -> assertThat(row.getField("In service")).isEqualTo("2"));
        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "LOTS", "format", "CSV", "q", "there is no such lot")))
                .isEmpty();
        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "CODES", "format", "CSV")))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("How much")).isEqualTo("10"));
        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "SHIFTS", "format", "CSV")))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("Float")).isEqualTo("50.00"))
                .satisfies(row -> assertThat(row.getField("Expected")).isEmpty());
        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "CORRECTIONS", "format", "CSV")))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("Amount")).isEqualTo("-1.50"))
                .satisfies(row -> assertThat(row.getField("Reason")).isEqualTo("'=1+1"));
        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "DISPUTES", "format", "CSV")))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("Amount")).isEqualTo("7.00"))
                .satisfies(row -> assertThat(row.getField("State")).isEqualTo("OPENED"))
                .satisfies(row -> assertThat(row.getField("Reservation")).startsWith("P"));
        for (var kind : List.of("LOTS", "CODES", "SHIFTS", "CORRECTIONS", "DISPUTES")) {
            assertThat(copyRoom.ask(people.driver(), "kind", kind, "format", "CSV")
                            .status())
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

        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "RESERVATIONS", "format", "CSV", "scope", "all")))
                .hasSize(5);
        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "SPOTS", "format", "CSV")))
                .hasSize(2);
        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "RECEIPTS", "format", "CSV")))
                .isEmpty();
        assertThat(CopyRoom.rows(copyRoom.file(admin, "kind", "PAYMENTS", "format", "CSV")))
                .isEmpty();
        assertThat(copyRoom.file(admin, "kind", "PEOPLE", "format", "CSV").text())
                .contains(admin.email());
        assertThat(copyRoom.file(admin, "kind", "AUDIT", "format", "XLSX").status())
                .isEqualTo(200);
    }

    @Test
    void who_may_not_see_a_list_may_not_have_its_file() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var attendant = people.attendant(park.operator());
        for (var kind : List.of("RECEIPTS", "PAYMENTS", "SPOTS", "PEOPLE", "AUDIT")) {
            assertThat(copyRoom.ask(attendant, "kind", kind, "format", "CSV").status())
                    .as(kind)
                    .isEqualTo(403);
        }
        assertThat(copyRoom.ask(people.driver(), "kind", "RESERVATIONS", "format", "CSV", "scope", "all")
                        .status())
                .isEqualTo(403);
        assertThat(http.post("/api/exports", Http.body("kind", "RESERVATIONS", "format", "CSV"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_file_is_its_owners_only() {
        var ada = people.driver();
        var id = copyRoom.made(ada);
        var ben = http.as(people.platformAdmin().token());
        assertThat(ben.get("/api/exports/" + id).status()).isEqualTo(404);
        assertThat(ben.get("/api/exports/" + id + "/file").status()).isEqualTo(404);
        assertThat(ben.post("/api/exports/" + id + "/cancellation").status()).isEqualTo(404);
        assertThat(ben.get("/api/exports").json().toString()).doesNotContain(id.toString());
    }

    private Set<String> listed(Person person, String path) {
        var numbers = new HashSet<String>();
        for (JsonNode each : http.as(person.token()).get(path).at("items")) {
            numbers.add(each.path("number").asString());
        }
        return numbers;
    }
}
