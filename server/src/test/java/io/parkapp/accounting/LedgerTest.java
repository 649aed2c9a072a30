package io.parkapp.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.accounting.Ledger.Wanted;
import io.parkapp.accounts.Caller;
import io.parkapp.parking.CarPark;
import io.parkapp.parking.Purse;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Finding rows of the ledger, from a payment to its refund.
@ParkappTest
class LedgerTest {
    private static final Wanted EVERYTHING = new Wanted(null, null, null, null, null, null);
    private static final int ALL = 100;

    private final Ledger ledger;
    private final Purse purse;
    private final People people;
    private final Http http;
    private final JdbcClient jdbc;
    private final CarPark park;
    private final Caller reader;

    LedgerTest(Ledger ledger, Purse purse, People people, Http http, JdbcClient jdbc) {
        this.ledger = ledger;
        this.purse = purse;
        this.people = people;
        this.http = http;
        this.jdbc = jdbc;
        this.park = CarPark.payWhenReserving(jdbc, 8);
        this.reader = people.operatorAdmin(park.operator()).caller();
    }

    @Test
    void what_became_of_a_reservation_s_money_is_found_by_its_number_the_newest_first() {
        var stay = purse.bill(park, 1).subjectId();
        purse.giveBack(purse.pay(stay, 500), 200);
        purse.pay(purse.bill(park, 2).subjectId(), 500);
        var number = numberOf(stay);

        var rows = list(of(number));

        assertThat(rows)
                .isSortedAccordingTo(Comparator.comparing(LedgerTransfer::at).reversed())
                .extracting(LedgerTransfer::event)
                .containsExactlyInAnyOrder(LedgerEvent.REFUNDED, LedgerEvent.OWED, LedgerEvent.CAPTURED);
        assertThat(rows.getFirst()).satisfies(refund -> {
            assertThat(refund.event()).isEqualTo(LedgerEvent.REFUNDED);
            assertThat(refund.debit()).isEqualTo(LedgerAccount.RECEIVABLE);
            assertThat(refund.debitPart()).isNull();
            assertThat(refund.credit()).isEqualTo(LedgerAccount.CLEARING);
            assertThat(refund.creditPart()).isEqualTo("sandbox");
            assertThat(refund.amount()).isEqualTo(Money.of(200, "EUR"));
            assertThat(refund.reservationId()).isEqualTo(stay);
            assertThat(refund.reservationNumber()).isEqualTo(number);
            assertThat(refund.lotName()).isEqualTo("Test Lot");
            assertThat(refund.timeZone()).isEqualTo("Europe/Berlin");
        });
        assertThat(list(of(" " + number.toLowerCase(Locale.ROOT)))).isEqualTo(rows);
        assertThat(list(of(number.substring(1)))).isEqualTo(rows);
        assertThat(list(of("P999999999"))).isEmpty();
        assertThat(list(EVERYTHING)).hasSize(5).containsAll(rows);
    }

    @Test
    void an_account_is_found_on_both_sides_and_an_event_and_a_car_park_by_themselves() {
        var charge = purse.pay(purse.bill(park, 1).subjectId(), 500);
        purse.giveBack(charge, 200);

        assertThat(list(new Wanted(null, null, LedgerAccount.CLEARING, null, null, null)))
                .extracting(LedgerTransfer::event)
                .containsExactly(LedgerEvent.REFUNDED, LedgerEvent.CAPTURED);
        assertThat(list(new Wanted(null, null, LedgerAccount.REVENUE, null, null, null)))
                .extracting(LedgerTransfer::event)
                .containsExactly(LedgerEvent.OWED);
        assertThat(list(new Wanted(null, null, null, LedgerEvent.REFUNDED, null, null)))
                .hasSize(1);
        assertThat(list(new Wanted(null, null, null, null, null, park.id()))).hasSize(3);
        assertThat(list(new Wanted(null, null, null, null, null, UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    void days_are_those_of_the_car_park_s_calendar() {
        var day = LocalDate.parse("2026-06-11");
        var shortAfterMidnight = post(park.id(), Instant.parse("2026-06-10T22:30:00Z"));
        var withoutLot = post(null, Instant.parse("2026-06-11T23:30:00Z"));
        post(park.id(), Instant.parse("2026-06-10T21:30:00Z"));
        post(park.id(), Instant.parse("2026-06-11T22:30:00Z"));

        var rows = list(new Wanted(day, day, null, null, null, null));

        assertThat(rows).extracting(LedgerTransfer::id).containsExactly(withoutLot, shortAfterMidnight);
        assertThat(rows.getFirst().timeZone()).isEqualTo("UTC");
        assertThat(list(new Wanted(day, null, null, null, null, null))).hasSize(3);
        assertThat(list(new Wanted(null, day, null, null, null, null))).hasSize(3);
        assertThat(list(new Wanted(null, day.minusDays(2), null, null, null, null)))
                .isEmpty();
    }

    @Test
    void pages_neither_leave_out_nor_repeat_what_happened_in_the_same_moment() {
        for (var count = 0; count < 7; count++) {
            post(park.id(), Instant.parse("2026-06-11T10:00:00Z"));
        }
        post(park.id(), Instant.parse("2026-06-11T09:00:00Z"));
        var june = new Wanted(LocalDate.parse("2026-06-01"), LocalDate.parse("2026-06-30"), null, null, null, null);
        var seen = new ArrayList<LedgerTransfer>();

        var page = ledger.list(reader, park.operator(), june, 3, null);
        seen.addAll(page.items());
        while (page.nextCursor() != null) {
            page = ledger.list(reader, park.operator(), june, 3, page.nextCursor());
            assertThat(page.items()).hasSizeBetween(1, 3);
            seen.addAll(page.items());
        }

        assertThat(seen).hasSize(8).isEqualTo(list(june));
    }

    @Test
    void others_find_nothing_and_not_even_that_there_is_one() {
        purse.pay(purse.bill(park, 1).subjectId(), 500);
        var elsewhere = CarPark.payWhenReserving(jdbc, 1).operator();
        var address = "/api/operators/" + park.operator() + "/ledger";

        assertThat(http.as(people.operatorAdmin(elsewhere).token()).get(address).status())
                .isEqualTo(404);
        assertThat(http.as(people.driver().token()).get(address).status()).isEqualTo(403);
        assertThat(http.as(people.operatorAdmin(elsewhere).token())
                        .get("/api/operators/" + elsewhere + "/ledger")
                        .at("items")
                        .size())
                .isZero();
        var own = http.as(people.operatorAdmin(park.operator()).token()).get(address + "?limit=1");
        assertThat(own.at("items").size()).isEqualTo(1);
        assertThat(own.header("Link")).contains("rel=\"next\"");
    }

    @ParameterizedTest
    @CsvSource({
        "reservation=R-2026-000001, reservation",
        "from=2026-01-02&until=2026-01-01, until",
        "from=2025-01-01&until=2026-01-02, until",
        "from=%2B999999999-12-31, from",
        "until=1999-12-31, until",
        "from=yesterday, from",
        "account=PETTY_CASH, account",
        "event=STOLEN, event",
        "lotId=here, lotId",
        "cursor=x, cursor"
    })
    void a_filter_that_makes_no_sense_is_refused_by_its_name(String query, String field) {
        var answer = http.as(people.operatorAdmin(park.operator()).token())
                .get("/api/operators/" + park.operator() + "/ledger?" + query);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.at("errors.0.field").asString()).isEqualTo(field);
    }

    @Test
    void every_account_of_the_chart_has_its_name() {
        assertThat(jdbc.sql("select code from ledger.account")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(LedgerAccount.values()).map(Enum::name).toList());
    }

    @Test
    void every_event_that_may_be_posted_has_its_name() {
        var allowed = jdbc.sql("""
                        select unnest(regexp_matches(pg_get_constraintdef(oid), '''([A-Z_]+)''', 'g'))
                        from pg_constraint where conname = 'known_event'""").query(String.class).list();

        assertThat(allowed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(LedgerEvent.values()).map(Enum::name).toList());
    }

    private List<LedgerTransfer> list(Wanted wanted) {
        return ledger.list(reader, park.operator(), wanted, ALL, null).items();
    }

    private static Wanted of(String reservation) {
        return new Wanted(null, null, null, null, reservation, null);
    }

    private String numberOf(UUID reservation) {
        return jdbc.sql("select 'P' || number from parking.reservation where id = :id")
                .param("id", reservation)
                .query(String.class)
                .single();
    }

    /// As a cash drawer's float would be, at that time.
    private UUID post(@Nullable UUID lot, Instant at) {
        return jdbc.sql("""
                        insert into ledger.transfer (at, operator_id, lot_id, event, source_id, debit, credit,
                                                     amount_minor, currency)
                        values (:at, :operator, cast(:lot as uuid), 'SHIFT_OPENED', uuidv7(), 'CASH', 'SAFE', 100, 'EUR')
                        returning id""")
                .param("at", Sql.time(at))
                .param("operator", park.operator())
                .param("lot", lot)
                .query(UUID.class)
                .single();
    }
}
