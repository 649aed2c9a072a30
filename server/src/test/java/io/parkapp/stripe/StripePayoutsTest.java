package io.parkapp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import com.stripe.model.Payout;
import com.stripe.model.StripeCollection;
import io.parkapp.Http;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.Payments;
import io.parkapp.payments.Together;
import io.parkapp.payouts.PayoutFetch;
import io.parkapp.stripe.StripeDouble.Trouble;
import io.parkapp.values.Money;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class StripePayoutsTest extends StripeShop {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FETCHERS = 8;

    private final PayoutFetch fetch;
    private final Payments payments;
    private final Http http;
    private final People people;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CarPark park;

    StripePayoutsTest(
            PayoutFetch fetch,
            Payments payments,
            Http http,
            People people,
            TestClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.fetch = fetch;
        this.payments = payments;
        this.http = http;
        this.people = people;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.park = CarPark.payOnLeaving(jdbc, 1);
    }

    @BeforeEach
    void noTrouble() {
        clock.reset();
        STRIPE.goBy(clock);
        STRIPE.trouble = Trouble.NONE;
        STRIPE.refundStatus = "succeeded";
    }

    private record Paid(UUID subject, String session) {}

    @Test
    void a_payout_is_held_against_our_rows_and_posted_once() {
        var one = paid(1_000);
        var other = paid(2_000);
        refund(other, 500);
        var payout = STRIPE.payOut(
                "eur",
                "paid",
                STRIPE.moved(one.session(), 1_000),
                STRIPE.moved(other.session(), 2_000),
                STRIPE.movedByRefund(other.session()));

        fetch.run();
        fetch.run();

        var fee = StripeDouble.fee(1_000) + StripeDouble.fee(2_000);
        var listed = asOperator().get(payouts());
        assertThat(listed.at("items")).hasSize(1);
        assertThat(listed.at("items.0.providerRef").asString()).isEqualTo(payout);
        assertThat(listed.at("items.0.gross.amountMinor").asLong()).isEqualTo(2_500);
        assertThat(listed.at("items.0.fee.amountMinor").asLong()).isEqualTo(fee);
        assertThat(listed.at("items.0.net.amountMinor").asLong()).isEqualTo(2_500 - fee);
        assertThat(listed.at("items.0.lines").asInt()).isEqualTo(3);
        assertThat(listed.at("items.0.different").asInt()).isZero();
        assertThat(balances())
                .containsEntry("BANK", 2_500 - fee)
                .containsEntry("FEES", fee)
                .containsEntry("CLEARING", 0L);
        assertThat(transfers()).isEqualTo(2);
    }

    @Test
    void of_many_that_fetch_at_once_one_posts() throws Exception {
        var stay = paid(1_000);
        STRIPE.payOut("eur", "paid", STRIPE.moved(stay.session(), 1_000));
        Together.run(IntStream.range(0, FETCHERS)
                .mapToObj(each -> Executors.callable(fetch::run))
                .toList());
        assertThat(transfers()).isEqualTo(2);
        assertThat(balances()).containsEntry("CLEARING", 0L);
    }

    @Test
    void lines_that_differ_are_named_and_what_is_nobodys_only_to_whoever_reads_everything() {
        var right = paid(1_000);
        var wrong = paid(2_000);
        STRIPE.payOut(
                "eur",
                "paid",
                STRIPE.moved(right.session(), 1_000),
                STRIPE.moved(wrong.session(), 1_990),
                STRIPE.movedByOther(700, "eur"));
        fetch.run();
        var id = asOperator().get(payouts()).at("items.0.id").asString();

        var operators = asOperator().get(payouts() + "/" + id);
        assertThat(operators.at("differing")).hasSize(1);
        assertThat(operators.at("differing.0.state").asString()).isEqualTo("DIFFERENT");
        assertThat(operators.at("differing.0.expected.amountMinor").asLong()).isEqualTo(2_000);
        assertThat(operators.at("differing.0.amount.amountMinor").asLong()).isEqualTo(1_990);
        assertThat(operators.at("payout.unknown").asInt()).isZero();
        var everything = http.as(people.platformAdmin().token()).get(payouts() + "/" + id);
        assertThat(everything.at("differing")).hasSize(2);
        assertThat(everything.at("payout.unknown").asInt()).isEqualTo(1);
        // What was kept back stays with the provider, for somebody to ask about.
        assertThat(balances()).containsEntry("CLEARING", 10L);
        var stranger = people.operatorAdmin(CarPark.payOnLeaving(jdbc, 1).operator());
        assertThat(http.as(stranger.token()).get(payouts()).status()).isEqualTo(404);
        assertThat(http.as(stranger.token()).get(payouts() + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void a_charge_that_is_paid_out_twice_differs_the_second_time() {
        var stay = paid(1_000);
        STRIPE.payOut("eur", "paid", STRIPE.moved(stay.session(), 1_000));
        fetch.run();
        clock.push(Duration.ofDays(1));
        STRIPE.payOut("eur", "paid", STRIPE.moved(stay.session(), 1_000));
        fetch.run();
        assertThat(differing()).containsExactly(1, 0);
    }

    @Test
    void money_in_a_dispute_comes_and_goes_and_the_provider_owes_nothing_in_the_end() {
        var stay = paid(1_000);
        STRIPE.payOut("eur", "paid", STRIPE.moved(stay.session(), 1_000));
        var dispute = "dp_" + stay.subject();
        send(STRIPE.disputed(stay.session(), dispute, "needs_response"));
        clock.push(Duration.ofDays(1));
        STRIPE.payOut("eur", "paid", STRIPE.movedByDispute(stay.session(), dispute, -1_000));
        fetch.run();
        assertThat(balances()).containsEntry("CLEARING", 0L).containsEntry("DISPUTES", 1_000L);

        send(STRIPE.disputed(stay.session(), dispute, "won"));
        clock.push(Duration.ofDays(1));
        STRIPE.payOut("eur", "paid", STRIPE.movedByDispute(stay.session(), dispute, 1_000));
        fetch.run();
        assertThat(balances()).containsEntry("CLEARING", 0L).containsEntry("DISPUTES", 0L);
        assertThat(differing()).containsExactly(0, 0, 0);
    }

    @Test
    void a_refund_that_comes_back_after_it_was_paid_out_is_at_the_bank_again() {
        var stay = paid(1_000);
        refund(stay, 500);
        STRIPE.payOut("eur", "paid", STRIPE.moved(stay.session(), 1_000), STRIPE.movedByRefund(stay.session()));
        fetch.run();
        assertThat(balances()).containsEntry("CLEARING", 0L).containsEntry("BANK", 500 - StripeDouble.fee(1_000));

        send(STRIPE.finishRefund(stay.session(), "failed"));
        clock.push(Duration.ofDays(1));
        STRIPE.payOut("eur", "paid", STRIPE.movedByReturn(stay.session()));
        fetch.run();
        assertThat(balances()).containsEntry("CLEARING", 0L).containsEntry("BANK", 1_000 - StripeDouble.fee(1_000));
        assertThat(differing()).containsExactly(0, 0);
    }

    @Test
    void a_refund_that_came_back_before_it_was_paid_out_leaves_nothing() {
        var stay = paid(1_000);
        refund(stay, 500);
        send(STRIPE.finishRefund(stay.session(), "failed"));
        STRIPE.payOut(
                "eur",
                "paid",
                STRIPE.moved(stay.session(), 1_000),
                STRIPE.movedByRefund(stay.session()),
                STRIPE.movedByReturn(stay.session()));
        fetch.run();
        assertThat(balances()).containsEntry("CLEARING", 0L).containsEntry("BANK", 1_000 - StripeDouble.fee(1_000));
        assertThat(asOperator().get(payouts()).at("items.0.lines").asInt()).isEqualTo(3);
        assertThat(differing()).containsExactly(0);
    }

    @Test
    void a_refund_that_comes_back_though_we_know_of_no_failure_differs() {
        var stay = paid(1_000);
        refund(stay, 500);
        STRIPE.payOut("eur", "paid", STRIPE.movedByRefund(stay.session()), STRIPE.movedByReturn(stay.session()));
        fetch.run();
        assertThat(differing()).containsExactly(1);
    }

    @Test
    void what_is_taken_back_twice_differs_the_second_time_also_within_one_payout() {
        var stay = paid(1_000);
        refund(stay, 300);
        var dispute = "dp_" + stay.subject();
        send(STRIPE.disputed(stay.session(), dispute, "needs_response"));
        STRIPE.payOut(
                "eur",
                "paid",
                STRIPE.movedByRefund(stay.session()),
                STRIPE.movedByDispute(stay.session(), dispute, -1_000));
        fetch.run();
        clock.push(Duration.ofDays(1));
        STRIPE.payOut(
                "eur",
                "paid",
                STRIPE.movedByRefund(stay.session()),
                STRIPE.movedByDispute(stay.session(), dispute, -1_000));
        fetch.run();
        assertThat(differing()).containsExactly(2, 0);

        var other = paid(1_000);
        var twice = "dp_" + other.subject();
        send(STRIPE.disputed(other.session(), twice, "needs_response"));
        clock.push(Duration.ofDays(1));
        STRIPE.payOut(
                "eur",
                "paid",
                STRIPE.movedByDispute(other.session(), twice, -1_000),
                STRIPE.movedByDispute(other.session(), twice, -1_000));
        fetch.run();
        assertThat(differing()).containsExactly(1, 2, 0);
    }

    @Test
    void what_no_payout_names_is_missing_after_a_week() {
        var known = paid(1_000);
        STRIPE.payOut("eur", "paid", STRIPE.moved(known.session(), 1_000));
        var forgotten = paid(3_000);
        fetch.run();
        assertThat(asOperator().get(payouts() + "/missing").at("items")).isEmpty();
        clock.push(Duration.ofDays(8));
        var missing = asOperator().get(payouts() + "/missing");
        assertThat(missing.at("items")).hasSize(1);
        assertThat(missing.at("items.0.amount.amountMinor").asLong()).isEqualTo(3_000);
        assertThat(missing.at("items.0.reservationId").asString())
                .isEqualTo(forgotten.subject().toString());
    }

    @Test
    void a_payout_on_its_way_is_left_until_it_is_paid_and_trouble_leaves_nothing_half_done() {
        var stay = paid(1_000);
        STRIPE.payOut("eur", "in_transit", STRIPE.moved(stay.session(), 1_000));
        fetch.run();
        assertThat(asOperator().get(payouts()).at("items")).isEmpty();

        STRIPE.payOut("eur", "paid", STRIPE.moved(stay.session(), 1_000));
        STRIPE.trouble = Trouble.status(500);
        fetch.run();
        assertThat(asOperator().get(payouts()).at("items")).isEmpty();
        STRIPE.trouble = Trouble.NONE;
        fetch.run();
        assertThat(asOperator().get(payouts()).at("items")).hasSize(1);
    }

    @Test
    void a_payout_is_left_until_the_list_of_its_lines_is_whole() {
        var stay = paid(1_000);
        var payout = STRIPE.payOut("eur", "paid", STRIPE.moved(stay.session(), 1_000));
        for (var notYet : List.of("in_progress", "not_applicable")) {
            STRIPE.listed(payout, notYet);
            fetch.run();
            assertThat(asOperator().get(payouts()).at("items")).as(notYet).isEmpty();
        }
        STRIPE.listed(payout, "completed");
        fetch.run();
        assertThat(asOperator().get(payouts()).at("items")).hasSize(1);
    }

    @Test
    void more_than_we_hold_in_memory_is_refused_as_a_whole() throws StripeException {
        StripePayouts.Pages<Payout> pages = last -> {
            var payout = new Payout();
            payout.setId(last == null ? "po_1" : last + "1");
            var page = new StripeCollection<Payout>();
            page.setData(List.of(payout));
            page.setHasMore(payout.getId().length() < 6);
            return page;
        };
        assertThat(StripePayouts.all(3, pages, page -> page.map(Payout::getId)))
                .containsExactly("po_1", "po_11", "po_111");
        assertThatThrownBy(() -> StripePayouts.all(2, pages, page -> page.map(Payout::getId)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_the_provider_said_is_never_changed() {
        paid(1_000);
        for (var attempt : List.of(
                "update payouts.payout set amount_minor = 1",
                "delete from payouts.line",
                "update payouts.share set fee_minor = 0",
                "truncate payouts.share")) {
            assertThatThrownBy(() -> jdbc.sql(attempt).update()).as(attempt).isInstanceOf(DataAccessException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "matched_is_equal, MATCHED, uuidv7(), 1000, 990",
        "matched_is_equal, MATCHED, uuidv7(), null, 1000",
        "unknown_is_nobodys, UNKNOWN, uuidv7(), 1000, 1000",
        "unknown_is_nobodys, DIFFERENT, null, null, 1000"
    })
    void a_line_that_contradicts_itself_is_refused(
            String constraint, String state, String source, String expected, String amount) {
        var insert = """
                with payout as (
                    insert into payouts.payout
                        (provider, provider_ref, amount_minor, currency, paid_at, arrives_on, fetched_at)
                    values ('none', uuidv7()::text, 0, 'EUR', now(), now(), now()) returning id)
                insert into payouts.line (payout_id, provider_ref, kind, state, source_id, operator_id, expected_minor,
                                          amount_minor, fee_minor, at)
                select id, 'txn', 'CHARGE', '%s', %s, %s, %s, %s, 0, now() from payout
                """.formatted(state, source, source, expected, amount);
        assertThatThrownBy(() -> jdbc.sql(insert).update()).hasMessageContaining(constraint);
    }

    private String payouts() {
        return "/api/operators/" + park.operator() + "/payouts";
    }

    /// How many lines of each payout differ, the newest first.
    private List<Integer> differing() {
        return asOperator()
                .get(payouts())
                .at("items")
                .valueStream()
                .map(each -> each.path("different").asInt())
                .toList();
    }

    private Http asOperator() {
        return http.as(people.operatorAdmin(park.operator()).token());
    }

    private Paid paid(long amountMinor) {
        var subject = UUID.randomUUID();
        var charge = payments.open(new ChargeRequest(
                subject,
                park.operator(),
                park.id(),
                people.driver().id(),
                "Spot S-1",
                Money.of(amountMinor, "EUR"),
                clock.instant().plus(Duration.ofMinutes(10)),
                URI.create("http://localhost:8080/reservations/" + subject)));
        var session = Objects.requireNonNull(charge.providerRef());
        send(STRIPE.pay(session, false));
        return new Paid(subject, session);
    }

    private void refund(Paid paid, long amountMinor) {
        transaction.executeWithoutResult(
                status -> payments.refund(paid.subject(), Money.of(amountMinor, "EUR"), "test"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.sql("""
                                        select count(*) from payments.refund join payments.charge on charge.id = charge_id
                                        where subject_id = :subject and refund.status = 'SUCCEEDED'""")
                                .param("subject", paid.subject())
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1));
    }

    private void send(String event) {
        var answer = http.with(StripeProvider.SIGNATURE_HEADER, STRIPE.sign(event, clock.instant()))
                .post("/api/payments/webhooks/stripe", event);
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    private Map<String, Long> balances() {
        return jdbc
                .sql("""
                        select account, sum(debit_minor - credit_minor)::bigint as minor from ledger.entry
                        where operator_id = :operator group by account""")
                .param("operator", park.operator())
                .query((row, number) -> Map.entry(row.getString("account"), row.getLong("minor")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long transfers() {
        return jdbc.sql("""
                        select count(*) from ledger.transfer
                        where operator_id = :operator and event = 'PAID_OUT'""")
                .param("operator", park.operator())
                .query(Long.class)
                .single();
    }
}
