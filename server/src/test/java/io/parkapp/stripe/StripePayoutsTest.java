package io.parkapp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.model.Payout;
import com.stripe.model.StripeCollection;
import io.parkapp.Http;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.Payments;
import io.parkapp.payments.Together;
import io.parkapp.payouts.PayoutFetch;
import io.parkapp.stripe.StripeDouble.Trouble;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class StripePayoutsTest extends StripePayoutShop {
    private static final int FETCHERS = 8;

    StripePayoutsTest(
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
    void operators_share_a_payout_and_see_nothing_of_each_other() {
        var other = CarPark.payOnLeaving(jdbc, 1);
        var ours = paid(1_000);
        var theirs = paid(other, 2_000);
        STRIPE.payOut("eur", "paid", STRIPE.moved(ours.session(), 1_000), STRIPE.moved(theirs.session(), 1_990));
        var onlyTheirs = paid(other, 4_000);
        STRIPE.payOut("eur", "paid", STRIPE.moved(onlyTheirs.session(), 4_000));
        fetch.run();

        var shared = asOperator().get(payouts());
        assertThat(shared.at("items")).hasSize(1);
        assertThat(shared.at("items.0.gross.amountMinor").asLong()).isEqualTo(1_000);
        assertThat(shared.at("items.0.lines").asInt()).isEqualTo(1);
        assertThat(differing()).containsExactly(0);
        assertThat(asOperator()
                        .get(payouts() + "/" + shared.at("items.0.id").asString())
                        .at("differing"))
                .isEmpty();

        var they = http.as(people.operatorAdmin(other.operator()).token());
        var theirPath = "/api/operators/" + other.operator() + "/payouts";
        assertThat(they.get(theirPath).at("items")).hasSize(2);
        assertThat(they.get(theirPath)
                        .at("items")
                        .valueStream()
                        .mapToLong(
                                each -> each.path("gross").path("amountMinor").asLong())
                        .sum())
                .isEqualTo(1_990 + 4_000);
        var notOurs = jdbc.sql("select payout_id from payouts.line where subject_id = :subject")
                .param("subject", onlyTheirs.subject())
                .query(UUID.class)
                .single();
        assertThat(they.get(theirPath + "/" + notOurs).status()).isEqualTo(200);
        assertThat(asOperator().get(payouts() + "/" + notOurs).status()).isEqualTo(404);
        assertThat(asOperator().get(theirPath + "/missing").status()).isEqualTo(404);
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
}
