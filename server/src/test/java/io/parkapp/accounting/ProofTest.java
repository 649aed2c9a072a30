package io.parkapp.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.demo.DemoCity;
import io.parkapp.payments.QuietScheduler;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// On the demo city: all days of two operators that are still proved.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class ProofTest {
    private static final UUID OPERATOR = DemoCity.OPERATOR;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /// Who leaves on the first of these days came before it.
    private static final int LONGEST_STAY_DAYS = 8;

    private final DemoCity city;
    private final Proofs proofs;
    private final Http http;
    private final People people;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    ProofTest(
            DemoCity city,
            Proofs proofs,
            Http http,
            People people,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TestClock clock) {
        this.city = city;
        this.proofs = proofs;
        this.http = http;
        this.people = people;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @BeforeEach
    void build() {
        city.load(Proofs.DAYS_BACK_MAX + LONGEST_STAY_DAYS);
    }

    @Test
    void every_day_of_the_city_adds_up_and_is_proved_once() {
        while (proofs.proveDue() > 0) {
            // Until all are proved.
        }

        var reader = http.as(people.operatorAdmin(OPERATOR).token());
        var days = reader.get("/api/operators/" + OPERATOR + "/proofs?limit=100");

        assertThat(days.at("items").size()).isEqualTo(Proofs.DAYS_BACK_MAX);
        assertThat(days.at("items.0.day").asString())
                .isEqualTo(
                        LocalDate.ofInstant(clock.instant(), ZONE).minusDays(1).toString());
        assertThat(reader.get("/api/operators/" + OPERATOR + "/proofs?green=false")
                        .at("items")
                        .size())
                .as(
                        "%s",
                        reader.get("/api/operators/" + OPERATOR + "/proofs?green=false")
                                .text())
                .isZero();
        var yesterday = reader.get("/api/operators/" + OPERATOR + "/proofs/" + yesterday());
        assertThat(yesterday.at("green").asBoolean()).isTrue();
        assertThat(figure(yesterday.text(), "CAPTURED")).isTrue();
        assertThat(yesterday.at("checks.0.figures.1.count").asLong())
                .as("cars came")
                .isPositive();
    }

    /// What the database refuses, done by somebody who switched its guards off.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LEDGER | CAPTURED | delete from ledger.transfer where id = (select id from ledger.transfer "
                        + "where event = 'CAPTURED' and %s limit 1)",
                "LEDGER | OWED | update ledger.transfer set amount_minor = amount_minor + 1 where id = "
                        + "(select id from ledger.transfer where event = 'OWED' and %s limit 1)",
                "OWED | OWED | update payments.item set amount_minor = amount_minor + 1 where id = "
                        + "(select source_id from ledger.transfer where event = 'OWED' and %s limit 1)",
                "PAID | HELD_TOO_MUCH | update payments.charge set amount_minor = amount_minor + 1 where id = "
                        + "(select source_id from ledger.transfer where event = 'CAPTURED' and %s limit 1)",
                "DOCUMENTS | RECEIPT | update receipts.document set total_minor = total_minor + 1 where charge_id = "
                        + "(select source_id from ledger.transfer where event = 'CAPTURED' and %s limit 1)",
                "DOCUMENTS | NUMBER_MISSING | delete from receipts.document where (operator_id, series, number) = "
                        + "(select operator_id, series, min(number) from receipts.document where charge_id in (select "
                        + "source_id from ledger.transfer where event = 'CAPTURED' and %s) group by operator_id, series)",
                "LEDGER | CAPTURED | insert into ledger.transfer (at, operator_id, lot_id, event, source_id, debit, "
                        + "debit_part, credit, amount_minor, currency) select at, operator_id, lot_id, event, uuidv7(), "
                        + "debit, debit_part, credit, 5, currency from ledger.transfer "
                        + "where event = 'CAPTURED' and %s limit 1"
            })
    void a_row_that_does_not_add_up_is_named(Proof.Claim claim, String what, String tampering) {
        var reader = people.operatorAdmin(OPERATOR).caller();
        var condition = "operator_id = '%s' and (at at time zone 'Europe/Berlin')::date = '%s'"
                .formatted(OPERATOR, yesterday());

        var proof = Objects.requireNonNull(transaction.execute(undone -> {
            undone.setRollbackOnly();
            var before = proofs.prove(reader, OPERATOR, yesterday());
            assertThat(before.green()).as("%s", before).isTrue();
            jdbc.sql("alter table ledger.transfer disable trigger user").update();
            jdbc.sql("alter table payments.item disable trigger user").update();
            jdbc.sql("alter table payments.charge disable trigger user").update();
            jdbc.sql("alter table receipts.document disable trigger user").update();
            assertThat(jdbc.sql(tampering.formatted(condition)).update()).isEqualTo(1);
            return proofs.prove(reader, OPERATOR, yesterday());
        }));

        assertThat(proof.green()).isFalse();
        assertThat(proof.checks())
                .filteredOn(each -> each.claim() == claim)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.green()).isFalse();
                    assertThat(check.differences())
                            .hasSizeBetween(1, 2)
                            .extracting(Proof.Difference::what)
                            .contains(what);
                });
    }

    @Test
    void a_day_is_shown_to_those_who_read_the_operators_reports_only() {
        var address = "/api/operators/" + OPERATOR + "/proofs/" + yesterday();
        assertThat(http.get(address).status()).isEqualTo(401);
        assertThat(http.as(people.driver().token()).get(address).status()).isEqualTo(403);
        assertThat(http.as(people.operatorAdmin(UUID.randomUUID()).token())
                        .get(address)
                        .status())
                .isEqualTo(404);
        assertThat(http.as(people.operatorAdmin(OPERATOR).token())
                        .get("/api/operators/" + OPERATOR + "/proofs/2999-01-01")
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("day");
    }

    @Test
    void the_journal_balances_and_comes_as_csv_and_xlsx() throws Exception {
        var reader = http.as(people.operatorAdmin(OPERATOR).token());
        var address = "/api/operators/" + OPERATOR + "/books/file?book=JOURNAL&from="
                + yesterday().minusDays(6) + "&until=" + yesterday();

        var csv = reader.get(address);

        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        var lines = List.of(csv.text().replace("\uFEFF", "").split("\r\n"));
        assertThat(lines.getFirst()).startsWith("Day,Time,Event,Account,");
        var entries = lines.subList(1, lines.size()).stream()
                .map(each -> each.split(",", -1))
                .toList();
        var debits = entries.stream().mapToLong(each -> cents(each[6])).sum();
        var credits = entries.stream().mapToLong(each -> cents(each[7])).sum();
        assertThat(debits).isPositive().isEqualTo(credits);

        var sheet = new ZipInputStream(
                new ByteArrayInputStream(reader.get(address + "&format=XLSX").bytes()));
        assertThat(sheet.getNextEntry()).isNotNull();
        assertThat(reader.get(address.replace("until=", "until=1999-01-01&x="))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("until");
    }

    private static long cents(String amount) {
        return amount.isEmpty() ? 0 : Long.parseLong(amount.replace(".", ""));
    }

    private static boolean figure(String text, String name) {
        return text.contains("\"name\":\"" + name + "\"");
    }

    private LocalDate yesterday() {
        return LocalDate.ofInstant(clock.instant().minus(Duration.ofDays(1)), ZONE);
    }
}
