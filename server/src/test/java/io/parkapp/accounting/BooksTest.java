package io.parkapp.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.accounting.Books.Span;
import io.parkapp.parking.CarPark;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sums of a day of a lot in Berlin, held against rows that were written here.
@ParkappTest
class BooksTest {
    private static final LocalDate DAY = LocalDate.parse("2026-06-11");
    private static final Instant EVE = Instant.parse("2026-06-10T21:59:59Z");
    private static final Instant FIRST = Instant.parse("2026-06-10T22:00:00Z");
    private static final Instant LAST = Instant.parse("2026-06-11T21:59:59Z");
    private static final Instant MORROW = Instant.parse("2026-06-11T22:00:00Z");

    private final Books books;
    private final People people;
    private final Http http;
    private final JdbcClient jdbc;
    private final CarPark park;
    private final CarPark elsewhere;

    BooksTest(Books books, People people, Http http, JdbcClient jdbc) {
        this.books = books;
        this.people = people;
        this.http = http;
        this.jdbc = jdbc;
        this.park = CarPark.payWhenReserving(jdbc, 1);
        this.elsewhere = CarPark.payWhenReserving(jdbc, 1);
    }

    @Test
    void tax_is_that_of_the_operator_s_items_of_the_lot_s_day_by_rate() {
        for (var at : new Instant[] {EVE, FIRST, LAST, MORROW}) {
            bill(park, at, 1190, 190, "19");
        }
        bill(park, FIRST, 107, 7, "7.0");
        bill(park, FIRST, 300, 0, null);
        bill(elsewhere, FIRST, 1190, 190, "19");

        assertThat(books.tax(park.operator(), new Span(DAY, DAY)))
                .containsExactly(
                        new TaxLine("VAT", "19", euros(2000), euros(380), euros(2380)),
                        new TaxLine("VAT", "7", euros(100), euros(7), euros(107)),
                        new TaxLine(null, null, euros(300), euros(0), euros(300)));
        assertThat(file("TAX").lines())
                .contains("VAT,19,20.00,3.80,23.80,EUR", "VAT,7,1.00,0.07,1.07,EUR", ",,3.00,0.00,3.00,EUR");
    }

    @Test
    void providers_took_and_gave_back_what_the_ledger_says_of_the_lot_s_day() {
        for (var at : new Instant[] {EVE, FIRST, LAST, MORROW}) {
            post(park, at, "CAPTURED", 500);
        }
        post(park, LAST, "REFUNDED", 200);
        post(elsewhere, FIRST, "CAPTURED", 500);

        assertThat(books.clearing(park.operator(), new Span(DAY, DAY)))
                .containsExactly(new ClearingLine("sandbox", DAY, euros(1000), euros(200)));
        assertThat(file("PROVIDERS").lines()).contains("sandbox,2026-06-11,10.00,2.00,8.00,EUR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tax?",
                "/providers?",
                "/file?book=JOURNAL&",
                "/file?book=TAX&",
                "/file?book=PROVIDERS&",
                "/file?book=PAYOUTS&"
            })
    void the_books_are_shown_to_those_who_read_the_operator_s_reports_only(String book) {
        var address = "/api/operators/" + park.operator() + "/books" + book + "from=" + DAY + "&until=" + DAY;

        assertThat(http.get(address).status()).isEqualTo(401);
        assertThat(http.as(people.driver().token()).get(address).status()).isEqualTo(403);
        assertThat(http.as(people.operatorAdmin(elsewhere.operator()).token())
                        .get(address)
                        .status())
                .isEqualTo(404);
        assertThat(http.as(people.operatorAdmin(park.operator()).token())
                        .get(address)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/books/tax?from=2026-06-11&until=2026-06-10, until",
        "/books/tax?from=2025-06-10&until=2026-06-11, until",
        "/books/tax?from=1999-12-31&until=2000-01-01, from",
        "/books/providers?from=%2B999999999-12-31&until=%2B999999999-12-31, from",
        "/books/file?book=JOURNAL&from=-999999999-01-01&until=-999999999-01-01, from",
        "/proofs/1999-12-31, day"
    })
    void days_that_make_no_sense_are_refused_by_their_name(String query, String field) {
        var answer =
                http.as(people.operatorAdmin(park.operator()).token()).get("/api/operators/" + park.operator() + query);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.at("errors.0.field").asString()).isEqualTo(field);
    }

    private String file(String book) {
        return http.as(people.operatorAdmin(park.operator()).token())
                .get("/api/operators/" + park.operator() + "/books/file?book=" + book + "&from=" + DAY + "&until="
                        + DAY)
                .text();
    }

    private void bill(CarPark park, Instant at, long grossMinor, long taxMinor, @Nullable String percent) {
        jdbc.sql("""
                        insert into payments.item (subject_id, operator_id, lot_id, kind, amount_minor, tax_minor,
                                                   tax_name, tax_percent, currency, created_at)
                        values (uuidv7(), :operator, :lot, 'STAY', :gross, :tax,
                                case when cast(:percent as text) is not null then 'VAT' end, cast(:percent as numeric),
                                'EUR', :at)""")
                .param("operator", park.operator())
                .param("lot", park.id())
                .param("gross", grossMinor)
                .param("tax", taxMinor)
                .param("percent", percent)
                .param("at", Sql.time(at))
                .update();
    }

    private void post(CarPark park, Instant at, String event, long minor) {
        var taken = event.equals("CAPTURED");
        jdbc.sql("""
                        insert into ledger.transfer (at, operator_id, lot_id, event, source_id, debit, debit_part,
                                                     credit, credit_part, amount_minor, currency)
                        values (:at, :operator, :lot, :event, :source, :debit, :debitPart, :credit, :creditPart, :minor,
                                'EUR')""")
                .param("at", Sql.time(at))
                .param("operator", park.operator())
                .param("lot", park.id())
                .param("event", event)
                .param("source", UUID.randomUUID())
                .param("debit", taken ? "CLEARING" : "RECEIVABLE")
                .param("debitPart", taken ? "sandbox" : "")
                .param("credit", taken ? "RECEIVABLE" : "CLEARING")
                .param("creditPart", taken ? "" : "sandbox")
                .param("minor", minor)
                .update();
    }

    private static Money euros(long cents) {
        return Money.of(cents, "EUR");
    }
}
