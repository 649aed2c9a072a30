package io.parkapp.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.demo.DemoCity;
import io.parkapp.payments.QuietScheduler;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// On the demo city, whose payments the sandbox took.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class SandboxPayoutsTest {
    private static final UUID OPERATOR = DemoCity.OPERATOR;
    private static final String PAYOUTS = "/api/operators/" + OPERATOR + "/payouts";

    private final DemoCity city;
    private final PayoutFetch fetch;
    private final Http http;
    private final People people;
    private final JdbcClient jdbc;
    private final TestClock clock;

    SandboxPayoutsTest(DemoCity city, PayoutFetch fetch, Http http, People people, JdbcClient jdbc, TestClock clock) {
        this.city = city;
        this.fetch = fetch;
        this.http = http;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A day ago: the city's payments end now, and of the day that just began there may be none yet.
    @BeforeEach
    void fetchAllButTheLast() {
        city.load(35);
        clock.push(Duration.ofDays(-1));
        fetch.run();
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void each_day_that_is_over_is_paid_out_and_everything_agrees() {
        var reader = http.as(people.operatorAdmin(OPERATOR).token());
        var first = reader.get(PAYOUTS + "?limit=100");
        assertThat(first.at("items").size()).isGreaterThan(30);
        assertThat(first.at("items")).allSatisfy(each -> {
            assertThat(each.path("different").asInt()).as("%s", each).isZero();
            assertThat(each.path("unknown").asInt()).isZero();
            assertThat(each.path("fee").path("amountMinor").asLong()).isPositive();
        });
        assertThat(reader.get(PAYOUTS + "/missing").at("items")).isEmpty();
        assertThat(jdbc.sql("""
                        select count(*) from payouts.payout
                        where amount_minor <> (select coalesce(sum(gross_minor - fee_minor), 0)
                                               from payouts.share where payout_id = payout.id)""").query(Long.class).single())
                .as("payouts that are not their shares' sum")
                .isZero();

        var posted = posted();
        fetch.run();
        assertThat(posted()).isEqualTo(posted);
        clock.reset();
        fetch.run();
        var later = http.as(people.operatorAdmin(OPERATOR).token());
        assertThat(later.get(PAYOUTS + "?limit=100").at("items").size())
                .isGreaterThan(first.at("items").size());

        var yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin")).minusDays(1);
        var proof = later.get("/api/operators/" + OPERATOR + "/proofs/" + yesterday);
        assertThat(proof.at("green").asBoolean()).as(proof.text()).isTrue();
    }

    @Test
    void an_accountant_takes_the_lines_away() {
        var reader = http.as(people.operatorAdmin(OPERATOR).token());
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var file = reader.get("/api/operators/" + OPERATOR + "/books/file?book=PAYOUTS&format=CSV&from="
                + day.minusDays(3) + "&until=" + day);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.text().lines().count()).isGreaterThan(100);
        assertThat(file.text()).contains("Expected").contains("sandbox").contains("MATCHED");
    }

    @Test
    void a_share_that_stands_otherwise_in_the_ledger_turns_its_day_red() {
        clock.reset();
        var day = jdbc.sql("select max(fetched_at at time zone 'UTC')::date from payouts.payout")
                .query(LocalDate.class)
                .single();
        var address = "/api/operators/" + OPERATOR + "/proofs/" + day;
        var reader = http.as(people.operatorAdmin(OPERATOR).token());
        var before = reader.get(address);
        assertThat(before.at("green").asBoolean()).as(before.text()).isTrue();
        assertThat(before.text()).contains("PAID_OUT_ROWS").contains("FEE_LEDGER");

        for (var tampering : List.of("PAID_OUT | BANK", "FEE | FEES")) {
            var parts = tampering.split(" \\| ", -1);
            change(day, parts[1], 1);
            var proof = reader.get(address);
            change(day, parts[1], -1);
            assertThat(proof.at("green").asBoolean()).isFalse();
            assertThat(proof.text()).contains("\"what\":\"" + parts[0] + "\"");
        }
    }

    private void change(LocalDate day, String account, int byMinor) {
        jdbc.sql("alter table ledger.transfer disable trigger user").update();
        assertThat(jdbc.sql("""
                        update ledger.transfer set amount_minor = amount_minor + :by
                        where id = (select max(id::text)::uuid from ledger.transfer
                                    where operator_id = :operator and event = 'PAID_OUT' and debit = :account
                                      and (at at time zone 'UTC')::date = :day)""")
                        .param("day", day)
                        .param("by", byMinor)
                        .param("operator", OPERATOR)
                        .param("account", account)
                        .update())
                .isEqualTo(1);
        jdbc.sql("alter table ledger.transfer enable trigger user").update();
    }

    private long posted() {
        return jdbc.sql("select count(*) from ledger.transfer where event = 'PAID_OUT'")
                .query(Long.class)
                .single();
    }
}
