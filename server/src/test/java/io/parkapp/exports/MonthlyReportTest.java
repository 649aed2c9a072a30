package io.parkapp.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.parking.CarPark;
import io.parkapp.platform.Sql;
import io.parkapp.receipts.Receipts;
import io.parkapp.values.Money;
import io.parkapp.values.MoneyText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class MonthlyReportTest {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final String HINDI = "श्रीमती कृष्णा पार्किंग";
    private static final String ARABIC = "محمد عبد الله";

    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Receipts receipts;

    MonthlyReportTest(JdbcClient jdbc, Http http, People people, Receipts receipts) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.receipts = receipts;
    }

    @Test
    void a_month_says_what_the_database_has_of_it() throws IOException {
        var ada = people.driver();
        rename(ada, ARABIC);
        var berlin = CarPark.payOnLeaving(jdbc, 1);
        var delhi = lot(HINDI, "Asia/Kolkata", "INR");
        for (var day = 1; day <= 24; day++) {
            stay(berlin, ada, Instant.parse("2026-10-%02dT08:00:00Z".formatted(day)), 90, 1_250, "EUR");
        }
        stay(delhi, ada, Instant.parse("2026-10-25T08:00:00Z"), 240, 123_456_750, "INR");
        // The second of these begins in November where Ada is, though it is still October in UTC.
        stay(berlin, ada, Instant.parse("2026-09-30T21:59:00Z"), 60, 500, "EUR");
        stay(berlin, ada, Instant.parse("2026-10-31T23:00:00Z"), 60, 777, "EUR");
        receipts.issueMissing();

        var file = report(ada, "2026-10", "Europe/Berlin");

        Files.write(Path.of("target", "monthly-report.pdf"), file.bytes());
        var text = text(file);
        var paidEur = paid(ada, "EUR", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z");
        assertThat(paidEur).isEqualTo(24 * 1_250);
        assertThat(text)
                .contains("Your parking in October 2026")
                .contains("25")
                .contains("24 more than in September 2026")
                .contains("40.0")
                .contains(MoneyText.of(Money.of(paidEur, "EUR")))
                .contains("€295.00 more than in September 2026")
                .contains("₹12,34,567.50")
                .doesNotContain("€7.77");
        for (var number : documents(ada, "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z")) {
            assertThat(text).contains(number);
        }
        assertThat(contents(file)).contains(actualText(HINDI), actualText(ARABIC));
    }

    @Test
    void a_month_without_a_stay_says_so() throws IOException {
        assertThat(text(report(people.driver(), "2026-10", "Europe/Berlin"))).contains("You did not park with us");
    }

    @Test
    void a_month_to_come_and_a_zone_that_is_none_are_refused() {
        var ada = http.as(people.driver().token());
        assertThat(ada.post("/api/reports/monthly", Http.body("month", "2999-01"))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("month");
        assertThat(ada.post("/api/reports/monthly", Http.body("month", "2026-10", "timeZone", "Mars/Olympus"))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("timeZone");
        assertThat(ada.post("/api/exports", Http.body("kind", "MONTHLY_REPORT", "format", "PDF"))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("kind");
    }

    @Test
    void an_operators_month_says_what_its_lots_earned_and_how_full_they_were() throws IOException {
        var park = lot("Test Lot", "Europe/Berlin", "EUR");
        var ada = people.driver();
        stay(park, ada, Instant.parse("2026-10-06T08:00:00Z"), 48 * 60, 12_345, "EUR");
        stay(park, ada, Instant.parse("2026-09-06T08:00:00Z"), 60, 1_000, "EUR");
        var admin = people.operatorAdmin(park.operator());

        var file = made(admin, Http.body("month", "2026-10", "operatorId", park.operator()));

        Files.write(Path.of("target", "operator-report.pdf"), file.bytes());
        // October has 745 hours in Berlin; of 49 full hours from 10:00 to 10:00, the last is not inside any more.
        assertThat(text(file))
                .contains("Car parks in October 2026", "Test Parking", "Europe/Berlin")
                .contains("€123.45", "€113.45 more than in September 2026", "6 %")
                .contains("8 October 2026");
    }

    @Test
    void an_operators_month_is_for_who_may_read_its_reports() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        for (var each : List.of(
                people.attendant(park.operator()),
                people.driver(),
                people.operatorAdmin(CarPark.payOnLeaving(jdbc, 1).operator()))) {
            var client = http.as(each.token());
            assertThat(client.post("/api/reports/monthly", Http.body("month", "2026-10", "lotId", park.id()))
                            .status())
                    .isEqualTo(404);
            assertThat(client.post("/api/reports/monthly", Http.body("month", "2026-10", "operatorId", park.operator()))
                            .status())
                    .isEqualTo(404);
        }
    }

    private Http.Answer report(Person person, String month, String zone) {
        return made(person, Http.body("month", month, "timeZone", zone));
    }

    private Http.Answer made(Person person, Map<String, Object> request) {
        var client = http.as(person.token());
        var asked = client.post("/api/reports/monthly", request);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        assertThat(asked.at("month").asString()).isEqualTo(request.get("month"));
        var path = "/api/exports/" + asked.at("id").asString();
        for (var deadline = Instant.now().plus(WAIT_MAX); Instant.now().isBefore(deadline); ) {
            var now = client.get(path);
            if (now.at("status").asString().equals("READY")) {
                var file = client.get(path + "/file");
                assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
                return file;
            }
            assertThat(now.at("status").asString()).as(now.toString()).isIn("QUEUED", "RUNNING");
        }
        throw new AssertionError("is not made");
    }

    private void rename(Person person, String name) {
        jdbc.sql("update accounts.account set name = :name where id = :id")
                .param("name", name)
                .param("id", person.id())
                .update();
    }

    private CarPark lot(String name, String zone, String currency) {
        var park = CarPark.payOnLeaving(jdbc, 1);
        jdbc.sql("update lots.lot set name = :name, time_zone = :zone, currency = :currency where id = :id")
                .param("name", name)
                .param("zone", zone)
                .param("currency", currency)
                .param("id", park.id())
                .update();
        return park;
    }

    private void stay(CarPark park, Person driver, Instant from, int minutes, long paidMinor, String currency) {
        var id = jdbc.sql("""
                        insert into parking.reservation
                            (operator_id, lot_id, spot_id, kind, account_id, plate, during, from_at, until_at, status,
                             drive_up, payment_policy, no_show_at, tariff_version_id, tariff_version, price_minor,
                             currency, lines, free_until, late_refund_percent, created_at, checked_in_at,
                             checked_out_at)
                        select :operator, :lot, :spot, 'STANDARD', :driver, 'BPK123', tstzrange(:from, :until), :from,
                               :until, 'COMPLETED', false, 'PAY_ON_LEAVING', :until, version.id, 1, :paid, :currency,
                               '[]', :from, 50, :from, :from, :until
                        from tariffs.version where lot_id = :lot
                        returning id""")
                .param("operator", park.operator())
                .param("lot", park.id())
                .param("spot", park.spots().getFirst())
                .param("driver", driver.id())
                .param("from", Sql.time(from))
                .param("until", Sql.time(from.plus(Duration.ofMinutes(minutes))))
                .param("paid", paidMinor)
                .param("currency", currency)
                .query(UUID.class)
                .single();
        jdbc.sql("""
                        insert into payments.charge (subject_id, operator_id, lot_id, account_id, description,
                                                     amount_minor, currency, status, provider, created_at, succeeded_at)
                        values (:stay, :operator, :lot, :driver, 'Test', :paid, :currency, 'SUCCEEDED', 'sandbox', :at,
                                :at)""")
                .param("stay", id)
                .param("operator", park.operator())
                .param("lot", park.id())
                .param("driver", driver.id())
                .param("paid", paidMinor)
                .param("currency", currency)
                .param("at", Sql.time(from.plus(Duration.ofMinutes(minutes))))
                .update();
    }

    private long paid(Person person, String currency, String from, String until) {
        return jdbc.sql("""
                        select sum(amount_minor) from payments.charge join parking.reservation on reservation.id = subject_id
                        where reservation.account_id = :account and charge.currency = :currency
                          and from_at >= cast(:from as timestamptz) and from_at < cast(:until as timestamptz)""")
                .param("account", person.id())
                .param("currency", currency)
                .param("from", from)
                .param("until", until)
                .query(Long.class)
                .single();
    }

    private List<@Nullable String> documents(Person person, String from, String until) {
        return jdbc.sql("""
                        select spoken_number from receipts.document join parking.reservation on reservation.id = subject_id
                        where account_id = :account
                          and from_at >= cast(:from as timestamptz) and from_at < cast(:until as timestamptz)""")
                .param("account", person.id())
                .param("from", from)
                .param("until", until)
                .query(String.class)
                .list();
    }

    private static String text(Http.Answer file) throws IOException {
        try (var reader = new PdfReader(file.bytes())) {
            var text = new StringBuilder();
            for (var page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(new PdfTextExtractor(reader).getTextFromPage(page)).append('\n');
            }
            return text.toString().replaceAll("\\s+", " ");
        }
    }

    private static String contents(Http.Answer file) throws IOException {
        try (var reader = new PdfReader(file.bytes())) {
            var text = new StringBuilder();
            for (var page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(new String(reader.getPageContent(page), StandardCharsets.ISO_8859_1));
            }
            return text.toString()
                    .replace("\\n", "\n")
                    .replace("\\r", "\r")
                    .replace("\\t", "\t")
                    .replace("\\b", "\b")
                    .replace("\\f", "\f")
                    .replaceAll("\\\\(.)", "$1");
        }
    }

    /// As it stands beside the shapes, for whoever searches or copies.
    private static String actualText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
    }
}
