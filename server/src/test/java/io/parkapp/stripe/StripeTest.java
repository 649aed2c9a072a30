package io.parkapp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parkapp.Http;
import io.parkapp.Http.Answer;
import io.parkapp.TestClock;
import io.parkapp.payments.Charge;
import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.ChargeSettled;
import io.parkapp.payments.Heard;
import io.parkapp.payments.PaymentProvider.CheckoutState;
import io.parkapp.payments.PaymentProvider.RefundRequest;
import io.parkapp.payments.PaymentProvider.RefundResult;
import io.parkapp.payments.PaymentProvider.Unavailable;
import io.parkapp.payments.PaymentRefusal;
import io.parkapp.payments.PaymentStatus;
import io.parkapp.payments.Payments;
import io.parkapp.payments.Requests;
import io.parkapp.payments.WebhookSignature;
import io.parkapp.platform.Refusal;
import io.parkapp.stripe.StripeDouble.Trouble;
import io.parkapp.values.Money;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class StripeTest extends StripeShop {
    private static final String ENDPOINT = "/api/payments/webhooks/stripe";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LATER_THAN_WE_WAIT = Duration.ofSeconds(12);

    private final UUID subject = UUID.randomUUID();
    private final StripeProvider provider;
    private final Payments payments;
    private final Http http;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Heard heard;

    StripeTest(
            StripeProvider provider,
            Payments payments,
            Http http,
            TestClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventMulticaster multicaster) {
        this.provider = provider;
        this.payments = payments;
        this.http = http;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.heard = new Heard(multicaster);
    }

    @BeforeEach
    void noTrouble() {
        clock.reset();
        STRIPE.goBy(clock);
        STRIPE.trouble = Trouble.NONE;
        STRIPE.refundStatus = "succeeded";
    }

    @AfterEach
    void stopListening() {
        heard.close();
    }

    @Test
    void a_payer_is_sent_to_a_page_of_stripe_that_says_what_is_paid_for() {
        var charge = open(1250, "EUR");

        assertThat(charge.provider()).isEqualTo("stripe");
        assertThat(charge.checkoutUrl()).isEqualTo(STRIPE.url() + "/pay/" + charge.providerRef());
        assertThat(asked(charge))
                .containsEntry("client_reference_id", charge.id().toString())
                .containsEntry("line_items[0][price_data][currency]", "eur")
                .containsEntry("line_items[0][price_data][unit_amount]", "1250")
                .containsEntry("line_items[0][price_data][product_data][name]", charge.description())
                .containsEntry("success_url", "http://localhost:8080/reservations/" + subject + "?payment=succeeded")
                .containsEntry("cancel_url", "http://localhost:8080/reservations/" + subject + "?payment=cancelled");
    }

    @Test
    void yen_have_no_minor_unit() {
        assertThat(asked(open(500, "JPY"))).containsEntry("line_items[0][price_data][unit_amount]", "500");
    }

    @Test
    void without_an_end_of_its_own_the_page_has_the_longest_that_stripe_gives() {
        var charge = payments.open(request(1250, "EUR", false));
        assertThat(asked(charge)).doesNotContainKey("expires_at");
    }

    @Test
    void a_page_whose_address_got_lost_is_answered_again_later_and_is_the_same() {
        STRIPE.trouble = Trouble.DROP;
        assertRefused(() -> open(1250, "EUR"));
        var opened = STRIPE.sessionCount();

        STRIPE.trouble = Trouble.NONE;
        clock.push(Duration.ofMinutes(8));
        var charge = open(1250, "EUR");

        assertThat(charge.checkoutUrl()).isNotNull();
        assertThat(STRIPE.sessionCount()).isEqualTo(opened);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 409, 429, 500, 503})
    void a_stripe_in_trouble_is_said_to_the_payer_and_tried_again(int status) {
        STRIPE.trouble = Trouble.status(status);
        assertRefused(() -> open(1250, "EUR"));

        STRIPE.trouble = Trouble.NONE;
        assertThat(open(1250, "EUR").checkoutUrl()).isNotNull();
    }

    @Test
    void an_answer_that_takes_too_long_is_not_waited_for() {
        STRIPE.trouble = Trouble.late(LATER_THAN_WE_WAIT);
        assertRefused(() -> open(1250, "EUR"));
    }

    @Test
    void a_paid_page_settles_its_charge_once() {
        var charge = open(1250, "EUR");
        var event = STRIPE.pay(ref(charge), false);

        assertThat(send(event).status()).isEqualTo(200);
        assertThat(send(event).status()).isEqualTo(200);

        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(heard.settled).containsExactly(new ChargeSettled(charge.id(), subject, charge.amount(), false));
        assertThat(provider.lookUp(ref(charge))).isEqualTo(new CheckoutState.Paid(charge.amount()));
    }

    @Test
    void a_bank_transfer_is_paid_when_it_arrives() {
        var charge = open(1250, "EUR");
        send(STRIPE.pay(ref(charge), true));
        assertThat(payments.find(charge.id()).isOpen()).isTrue();
        assertThat(provider.lookUp(ref(charge))).isEqualTo(new CheckoutState.Open());

        send(STRIPE.arrives(ref(charge)));

        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void a_bank_transfer_that_does_not_arrive_fails_the_charge() {
        var charge = open(1250, "EUR");
        send(STRIPE.pay(ref(charge), true));
        send(STRIPE.neverArrives(ref(charge)));
        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void a_declined_card_is_noted_and_another_may_pay() {
        var charge = open(1250, "EUR");
        send(STRIPE.declined(ref(charge)));
        assertThat(payments.find(charge.id()).failure()).isEqualTo("Your card was declined.");
        send(STRIPE.pay(ref(charge), false));
        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void a_page_that_closed_expires_its_charge() {
        var charge = open(1250, "EUR");
        send(STRIPE.expired(ref(charge)));
        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(provider.lookUp(ref(charge))).isEqualTo(new CheckoutState.Expired());
        assertThat(provider.lookUp("cs_test_unknown")).isEqualTo(new CheckoutState.Expired());
    }

    @Test
    void what_nobody_asks_for_any_more_can_no_longer_be_paid() {
        var charge = open(1250, "EUR");
        transaction.executeWithoutResult(status -> payments.expireOpen(subject));
        await().atMost(PATIENCE)
                .until(() -> "expired".equals(STRIPE.session(ref(charge)).get("status")));
    }

    @Test
    void a_page_that_was_paid_cannot_be_closed_any_more_and_that_is_no_error() {
        var charge = open(1250, "EUR");
        STRIPE.pay(ref(charge), false);
        provider.expire(ref(charge));
        assertThat(STRIPE.session(ref(charge))).containsEntry("status", "complete");
    }

    @Test
    void a_forged_tampered_or_recorded_event_does_nothing() {
        var charge = open(1250, "EUR");
        var event = STRIPE.pay(ref(charge), false);
        var now = clock.instant();

        refused(http.post(ENDPOINT, event));
        refused(http.with(StripeProvider.SIGNATURE_HEADER, "t=" + now.getEpochSecond() + ",v1=00")
                .post(ENDPOINT, event));
        refused(signed(STRIPE.sign(event, now)).post(ENDPOINT, event.replace("1250", "1")));
        refused(signed(STRIPE.sign(event, now.minus(WebhookSignature.TOLERANCE).minusSeconds(2)))
                .post(ENDPOINT, event));

        assertThat(payments.find(charge.id()).isOpen()).isTrue();
    }

    @Test
    void while_the_secret_is_rolled_one_right_signature_of_several_will_do() {
        var charge = open(1250, "EUR");
        var event = STRIPE.pay(ref(charge), false);
        var header = STRIPE.sign(event, clock.instant()).replace(",v1=", ",v1=" + "0".repeat(64) + ",v1=");
        assertThat(signed(header).post(ENDPOINT, event).status()).isEqualTo(200);
        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void what_others_do_with_the_same_account_is_none_of_our_business() {
        for (var type : new String[] {"checkout.session.completed", "refund.updated", "customer.created"}) {
            var event = STRIPE.event(type, Map.of("id", "x", "metadata", Map.of("parkapp_charge", "no id of ours")));
            assertThat(send(event).status()).isEqualTo(200);
        }
        assertThat(send("{\"id\": \"evt_1\"}").at("errors.0.field").asString()).isEqualTo("type");
        assertThat(send("not json").at("errors.0.field").asString()).isEqualTo("body");
    }

    @Test
    void a_part_is_given_back() {
        var charge = paid(1250);
        refund(500, "cancellation");
        await().atMost(PATIENCE).until(() -> refundStatus(charge).equals("SUCCEEDED"));
        assertThat(STRIPE.refundsOf(ref(charge)))
                .singleElement()
                .satisfies(each -> assertThat(each).containsEntry("amount", 500L));
    }

    @Test
    void a_refund_whose_answer_got_lost_is_not_made_twice_not_even_when_stripe_forgot_its_key() {
        var charge = paid(1250);
        var request = new RefundRequest(UUID.randomUUID(), ref(charge), Money.of(500, "EUR"));
        STRIPE.trouble = Trouble.DROP;
        assertThatThrownBy(() -> provider.refund(request)).isInstanceOf(Unavailable.class);
        STRIPE.trouble = Trouble.NONE;
        provider.refund(request);
        STRIPE.forgetKeys();

        assertThat(provider.refund(request)).isEqualTo(new RefundResult.Succeeded());

        assertThat(STRIPE.refundsOf(ref(charge))).hasSize(1);
    }

    @Test
    void a_refund_that_takes_its_time_is_settled_by_an_event_or_by_asking() {
        var charge = paid(1250);
        STRIPE.refundStatus = "pending";
        var request = new RefundRequest(UUID.randomUUID(), ref(charge), Money.of(500, "EUR"));
        assertThat(provider.refund(request)).isEqualTo(new RefundResult.Pending());
        STRIPE.finishRefund(ref(charge), "succeeded");
        assertThat(provider.refund(request)).isEqualTo(new RefundResult.Succeeded());

        var other = paid(1250);
        refund(700, "shorter stay");
        await().atMost(PATIENCE).until(() -> !STRIPE.refundsOf(ref(other)).isEmpty());
        send(STRIPE.finishRefund(ref(other), "succeeded"));
        assertThat(refundStatus(other)).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_refund_may_come_back_after_it_had_worked() {
        var charge = paid(1250);
        refund(500, "cancellation");
        await().atMost(PATIENCE).until(() -> refundStatus(charge).equals("SUCCEEDED"));
        assertThat(balances()).containsExactlyInAnyOrderEntriesOf(Map.of("CLEARING", 750L, "RECEIVABLE", -750L));
        send(STRIPE.finishRefund(ref(charge), "failed"));
        assertThat(refundStatus(charge)).isEqualTo("FAILED");
        assertThat(balances()).containsExactlyInAnyOrderEntriesOf(Map.of("CLEARING", 1_250L, "RECEIVABLE", -1_250L));
    }

    @Test
    void more_than_was_taken_is_refused_for_good() {
        var charge = paid(1250);
        assertThat(provider.refund(new RefundRequest(UUID.randomUUID(), ref(charge), Money.of(1251, "EUR"))))
                .isInstanceOf(RefundResult.Failed.class);
        assertThat(provider.refund(new RefundRequest(UUID.randomUUID(), ref(open(300, "EUR")), Money.of(300, "EUR"))))
                .as("never paid")
                .isInstanceOf(RefundResult.Failed.class);
    }

    @Test
    void a_dispute_is_traced_to_its_charge_whatever_is_told_first() {
        var charge = paid(1250);
        send(STRIPE.disputed(ref(charge), "dp_1", "lost"));
        send(STRIPE.disputed(ref(charge), "dp_1", "needs_response"));
        assertThat(jdbc.sql("select state from payments.dispute where charge_id = :charge")
                        .param("charge", charge.id())
                        .query(String.class)
                        .list())
                .containsExactly("LOST");
    }

    @Test
    void a_dispute_of_which_stripe_does_not_say_the_charge_is_to_be_sent_again() {
        var charge = paid(1250);
        var event = STRIPE.disputed(ref(charge), "dp_2", "needs_response");
        STRIPE.trouble = Trouble.status(500);
        assertThat(send(event).status()).isEqualTo(503);
        STRIPE.trouble = Trouble.NONE;
        assertThat(send(event).status()).isEqualTo(200);
        assertThat(send(STRIPE.disputed("cs_of_somebody_else", "dp_3", "lost")).status())
                .isEqualTo(200);
    }

    private Map<String, Long> balances() {
        return jdbc
                .sql("""
                        select account, sum(debit_minor - credit_minor)::bigint as minor from ledger.entry
                        where subject_id = :subject group by account""")
                .param("subject", subject)
                .query((row, number) -> Map.entry(row.getString("account"), row.getLong("minor")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private ChargeRequest request(long amountMinor, String currency, boolean hasEnd) {
        var like = Requests.charge(subject, amountMinor);
        return new ChargeRequest(
                subject,
                like.operatorId(),
                like.lotId(),
                like.accountId(),
                like.description(),
                Money.of(amountMinor, currency),
                hasEnd ? clock.instant().plus(Duration.ofMinutes(10)) : null,
                URI.create("http://localhost:8080/reservations/" + subject));
    }

    private Charge open(long amountMinor, String currency) {
        return payments.open(request(amountMinor, currency, true));
    }

    private Charge paid(long amountMinor) {
        var charge = open(amountMinor, "EUR");
        send(STRIPE.pay(ref(charge), false));
        return charge;
    }

    private void refund(long amountMinor, String reason) {
        transaction.executeWithoutResult(status -> payments.refund(subject, Money.of(amountMinor, "EUR"), reason));
    }

    private String refundStatus(Charge charge) {
        return jdbc.sql("select status from payments.refund where charge_id = :charge")
                .param("charge", charge.id())
                .query(String.class)
                .single();
    }

    private static String ref(Charge charge) {
        return Objects.requireNonNull(charge.providerRef());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> asked(Charge charge) {
        return (Map<String, String>) STRIPE.session(ref(charge)).getOrDefault("asked", Map.of());
    }

    private Answer send(String event) {
        return signed(STRIPE.sign(event, clock.instant())).post(ENDPOINT, event);
    }

    private Http signed(String header) {
        return http.with(StripeProvider.SIGNATURE_HEADER, header);
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("bad-signature");
    }

    private static void assertRefused(Runnable asking) {
        assertThatThrownBy(asking::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(PaymentRefusal.PROVIDER_UNAVAILABLE));
    }
}
