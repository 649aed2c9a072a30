package io.parkapp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.Http;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.payments.Payments;
import io.parkapp.payouts.PayoutFetch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class StripePayoutLinesTest extends StripePayoutShop {
    StripePayoutLinesTest(
            PayoutFetch fetch,
            Payments payments,
            Http http,
            People people,
            TestClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        super(fetch, payments, http, people, clock, jdbc, transaction);
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
}
