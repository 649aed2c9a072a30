package io.parkapp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parkapp.Http;
import io.parkapp.Http.Answer;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.payments.Charge;
import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.ChargeSettled;
import io.parkapp.payments.Heard;
import io.parkapp.payments.PaymentProvider.CheckoutState;
import io.parkapp.payments.PaymentProvider.RefundRequest;
import io.parkapp.payments.PaymentProvider.RefundResult;
import io.parkapp.payments.PaymentStatus;
import io.parkapp.payments.Payments;
import io.parkapp.payments.Requests;
import io.parkapp.values.Money;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// As a payer's browser sees it, with real signed events over HTTP.
@ParkappTest
class SandboxJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID subject = UUID.randomUUID();
    private final UUID operator = UUID.randomUUID();
    private final Payments payments;
    private final Http http;
    private final People people;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Heard heard;
    private final SandboxProvider provider;

    SandboxJourneyTest(
            Payments payments,
            SandboxProvider provider,
            Http http,
            People people,
            TestClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventMulticaster multicaster) {
        this.payments = payments;
        this.provider = provider;
        this.http = http;
        this.people = people;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.heard = new Heard(multicaster);
    }

    @AfterEach
    void stopListening() {
        heard.close();
    }

    @Test
    void a_declined_payer_tries_another_card_and_the_charge_is_settled_by_an_event() {
        var payer = people.driver();
        var charge = open(payer.id(), "Spot A-12");
        assertThat(page(charge).text())
                .contains("€12.50", "Spot A-12", "4242 4242 4242 4242", "10 minutes", "Test payment page");

        var declined = pay(charge, SandboxCard.DECLINED);
        assertThat(declined.status()).isEqualTo(303);
        assertThat(declined.header("Location")).isEqualTo(path(charge));
        assertThat(page(charge).text()).contains("The card was declined.");
        await().atMost(PATIENCE)
                .until(() -> "The card was declined.".equals(now(charge).failure()));
        assertThat(now(charge).isOpen()).isTrue();

        var payments = http.as(payer.token());
        assertThat(payments.get("/api/payments/" + charge.id()).json().has("paidAt"))
                .isFalse();

        clock.push(Duration.ofMinutes(3));
        var paid = pay(charge, SandboxCard.SUCCESS);
        assertThat(paid.status()).isEqualTo(303);
        assertThat(paid.header("Location"))
                .isEqualTo("http://localhost:8080/reservations/" + subject + "?from=mail&payment=succeeded");
        await().atMost(PATIENCE).until(() -> now(charge).status() == PaymentStatus.SUCCEEDED);
        assertThat(heard.settled).containsExactly(new ChargeSettled(charge.id(), subject, charge.amount(), false));
        assertThat(page(charge).text()).contains("This is paid");

        var seen = payments.get("/api/payments/" + charge.id());
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.at("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(seen.at("reservationId").asString()).isEqualTo(subject.toString());
        assertThat(seen.at("amount").toString()).isEqualTo("{\"amountMinor\":1250,\"currency\":\"EUR\"}");
        assertThat(seen.json().has("checkoutUrl")).isFalse();
        assertThat(Instant.parse(seen.at("paidAt").asString()))
                .isAfterOrEqualTo(charge.createdAt().plus(Duration.ofMinutes(3)));
    }

    @Test
    void a_payment_is_seen_by_its_payer_and_by_its_operator_only() {
        var charge = open(people.driver().id(), "Spot A-12");
        var address = "/api/payments/" + charge.id();

        assertThat(http.get(address).status()).isEqualTo(401);
        assertThat(http.as(people.driver().token()).get(address).status()).isEqualTo(404);
        assertThat(http.as(people.operatorAdmin(UUID.randomUUID()).token())
                        .get(address)
                        .status())
                .isEqualTo(404);
        assertThat(http.as(people.operatorAdmin(operator).token())
                        .get(address)
                        .at("checkoutUrl")
                        .asString())
                .isEqualTo(charge.checkoutUrl());
    }

    @Test
    void the_bank_refuses_and_then_authorises() {
        var charge = open("Spot A-12");

        assertThat(pay(charge, SandboxCard.THREE_D_SECURE).header("Location")).isEqualTo(path(charge) + "/bank");
        assertThat(http.get(path(charge) + "/bank").text()).contains("Authorise payment", "€12.50");
        assertThat(form(path(charge) + "/bank", "answer", "fail").header("Location"))
                .isEqualTo(path(charge));
        assertThat(page(charge).text()).contains("The bank did not authorise the payment.");
        assertThat(form(path(charge) + "/bank", "answer", "authorise").header("Location"))
                .as("the bank is asked once for each attempt")
                .isEqualTo(path(charge));

        pay(charge, SandboxCard.THREE_D_SECURE);
        assertThat(form(path(charge) + "/bank", "answer", "authorise").header("Location"))
                .endsWith("payment=succeeded");
        await().atMost(PATIENCE).until(() -> now(charge).status() == PaymentStatus.SUCCEEDED);
    }

    @Test
    void a_slow_payment_comes_through_after_a_while() {
        var charge = open("Spot A-12");

        assertThat(pay(charge, SandboxCard.DELAYED).header("Location")).endsWith("payment=processing");
        assertThat(page(charge).text()).contains("being processed");
        assertThat(now(charge).isOpen()).isTrue();

        clock.push(Sandbox.PROCESSING_TIME);
        await().atMost(PATIENCE).until(() -> now(charge).status() == PaymentStatus.SUCCEEDED);
    }

    @Test
    void a_slow_payment_of_a_charge_that_expired_meanwhile_arrives_late() {
        var charge = open("Spot A-12");
        pay(charge, SandboxCard.DELAYED);
        transaction.executeWithoutResult(status -> payments.expireOpen(subject));
        assertThat(now(charge).status()).isEqualTo(PaymentStatus.EXPIRED);

        clock.push(Sandbox.PROCESSING_TIME);

        await().atMost(PATIENCE).until(() -> now(charge).status() == PaymentStatus.SUCCEEDED);
        assertThat(heard.settled).containsExactly(new ChargeSettled(charge.id(), subject, charge.amount(), true));
    }

    @Test
    void the_page_of_an_expired_charge_closes() {
        var charge = open("Spot A-12");
        transaction.executeWithoutResult(status -> payments.expireOpen(subject));

        await().atMost(PATIENCE).until(() -> page(charge).text().contains("This payment page has expired"));
        assertThat(pay(charge, SandboxCard.SUCCESS).header("Location")).isEqualTo(path(charge));
        assertThat(now(charge).status()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @Test
    void after_its_time_nobody_pays() {
        var charge = open("Spot A-12");
        clock.push(Duration.ofMinutes(11));

        assertThat(page(charge).text()).contains("This payment page has expired");
        pay(charge, SandboxCard.SUCCESS);

        assertThat(page(charge).text()).contains("This payment page has expired");
        await().atMost(PATIENCE).until(() -> now(charge).status() == PaymentStatus.EXPIRED);
    }

    @Test
    void a_number_that_is_no_test_number_is_refused_and_not_shown_again() {
        var charge = open("Spot A-12");
        var answer =
                form(path(charge), "number", "4111 1111 1111 1111", "expiry", "12/30", "cvc", "123", "name", "Uma");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("Only the test numbers on this page are accepted", "aria-describedby=\"number-error\"")
                .contains("value=\"Uma\"")
                .doesNotContain("4111");
    }

    @ParameterizedTest
    @CsvSource({
        "expiry, 12/20, must be in the future",
        "expiry, 13/40, Type month and year",
        "expiry, '', Type month and year",
        "cvc, 12, Type 3 or 4 digits",
        "name, '', Type a name"
    })
    void each_field_says_what_is_wrong_with_it(String field, String value, String message) {
        var charge = open("Spot A-12");
        var fields = Arrays.asList("number", "4242424242424242", "expiry", "12/40", "cvc", "123", "name", "Uma");
        fields.set(fields.indexOf(field) + 1, value);

        var answer = form(path(charge), fields.toArray(String[]::new));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains(message, "id=\"" + field + "-error\"");
        assertThat(now(charge).isOpen()).isTrue();
    }

    @Test
    void markup_in_what_is_shown_stays_text() {
        var charge = open("<script>alert(1)</script>");
        var answer = form(path(charge), "name", "\"><img src=x onerror=alert(1)>");

        assertThat(answer.text())
                .doesNotContain("<script", "<img")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&quot;&gt;&lt;img");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'self' http://localhost:8080", "frame-ancestors 'none'");
    }

    @Test
    void a_form_sent_from_another_site_pays_nothing() {
        var charge = open("Spot A-12");
        for (var foreign : List.of(
                http.with("Sec-Fetch-Site", "cross-site"),
                http.with("Sec-Fetch-Site", "same-site"),
                http.with("Origin", "https://evil.example"),
                http.with("Origin", "null"))) {
            var answer = foreign.with("Content-Type", "application/x-www-form-urlencoded")
                    .post(path(charge), card(SandboxCard.SUCCESS));
            assertThat(answer.status()).isEqualTo(403);
        }
        assertThat(now(charge).isOpen()).isTrue();
    }

    @Test
    void an_unknown_page_says_so() {
        var answer = http.get("/sandbox/checkout/cs_unknown");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("There is no such payment page");
    }

    @Test
    void a_refund_is_carried_out_and_a_slow_one_is_told_of_by_an_event() {
        for (var card : List.of(SandboxCard.SUCCESS, SandboxCard.DELAYED)) {
            var charge = payments.open(
                    Requests.charge(UUID.randomUUID(), 1250, clock.instant().plusSeconds(600)));
            pay(charge, card);
            clock.push(Sandbox.PROCESSING_TIME);
            await().atMost(PATIENCE).until(() -> now(charge).status() == PaymentStatus.SUCCEEDED);

            transaction.executeWithoutResult(
                    status -> payments.refund(charge.subjectId(), Money.of(1000, "EUR"), "cancellation"));

            await().atMost(PATIENCE).until(() -> refundStatus(charge).equals("SUCCEEDED"));
        }
    }

    @Test
    void a_payment_of_which_nobody_tells_is_found() {
        var charge = open("Spot A-12");
        assertThat(pay(charge, SandboxCard.UNTOLD).header("Location")).endsWith("payment=succeeded");
        assertThat(now(charge).isOpen()).isTrue();

        clock.push(Duration.ofMinutes(6));

        await().atMost(PATIENCE).until(() -> now(charge).status() == PaymentStatus.SUCCEEDED);
        assertThat(heard.settled).hasSize(1);
    }

    @Test
    void what_is_told_twice_and_in_the_wrong_order_settles_once() {
        var charge = open("Spot A-12");
        pay(charge, SandboxCard.TOLD_TWICE);
        await().atMost(PATIENCE).until(() -> deliveries(charge) == 4);
        assertThat(now(charge).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(now(charge).failure()).isNull();
        assertThat(heard.settled).hasSize(1);
    }

    @Test
    void a_refund_that_does_not_arrive_fails_and_asking_again_says_so_too() {
        var charge = open("Spot A-12");
        pay(charge, SandboxCard.REFUND_FAILS);
        await().atMost(PATIENCE).until(() -> now(charge).status() == PaymentStatus.SUCCEEDED);
        var request = new RefundRequest(
                UUID.randomUUID(), Objects.requireNonNull(charge.providerRef()), Money.of(100, "EUR"));
        assertThat(provider.refund(request)).isEqualTo(new RefundResult.Pending());
        assertThat(provider.refund(request)).isInstanceOf(RefundResult.Failed.class);

        transaction.executeWithoutResult(status -> payments.refund(subject, Money.of(1000, "EUR"), "cancellation"));

        await().atMost(PATIENCE).until(() -> refundStatus(charge).equals("FAILED"));
    }

    @ParameterizedTest
    @CsvSource({"DISPUTE_WON, WON", "DISPUTE_LOST, LOST"})
    void a_disputed_payment_is_noted_and_stays_settled(SandboxCard card, String end) {
        var charge = open("Spot A-12");
        pay(charge, card);
        await().atMost(PATIENCE).until(() -> now(charge).status() == PaymentStatus.SUCCEEDED);

        clock.push(Sandbox.DISPUTED_AFTER);
        await().atMost(PATIENCE).until(() -> disputeStates(charge).equals(List.of("OPENED")));
        clock.push(Sandbox.DISPUTE_LENGTH);
        await().atMost(PATIENCE).until(() -> disputeStates(charge).equals(List.of(end)));
        assertThat(now(charge).status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void it_answers_what_became_of_a_page() {
        var charge = open("Spot A-12");
        var ref = Objects.requireNonNull(charge.providerRef());
        assertThat(provider.lookUp(ref)).isEqualTo(new CheckoutState.Open());
        pay(charge, SandboxCard.SUCCESS);
        assertThat(provider.lookUp(ref)).isEqualTo(new CheckoutState.Paid(charge.amount()));

        var unpaid = Objects.requireNonNull(
                payments.open(Requests.charge(UUID.randomUUID(), 1250)).providerRef());
        provider.expire(unpaid);
        assertThat(provider.lookUp(unpaid)).isEqualTo(new CheckoutState.Expired());
        assertThat(provider.lookUp("cs_unknown")).isEqualTo(new CheckoutState.Expired());
    }

    @Test
    void nothing_of_the_sandbox_exists_outside_of_the_demo() {
        assertThat(List.of(
                        Sandbox.class,
                        SandboxProvider.class,
                        SandboxRepository.class,
                        SandboxController.class,
                        SandboxDelivery.class,
                        SandboxAddress.class,
                        SandboxJobs.class,
                        SandboxSecurity.class))
                .allSatisfy(type -> assertThat(
                                Objects.requireNonNull(AnnotatedElementUtils.getMergedAnnotation(type, Profile.class))
                                        .value())
                        .containsExactly("demo"));
    }

    private Charge open(String description) {
        return open(UUID.randomUUID(), description);
    }

    private Charge open(UUID payer, String description) {
        return payments.open(new ChargeRequest(
                subject,
                operator,
                UUID.randomUUID(),
                payer,
                description,
                Money.of(1250, "EUR"),
                clock.instant().plus(Duration.ofMinutes(10)).plusSeconds(30),
                URI.create("http://localhost:8080/reservations/" + subject + "?from=mail")));
    }

    private Charge now(Charge charge) {
        return payments.find(charge.id());
    }

    private String refundStatus(Charge charge) {
        return jdbc.sql("select status from payments.refund where charge_id = :charge")
                .param("charge", charge.id())
                .query(String.class)
                .single();
    }

    private List<String> disputeStates(Charge charge) {
        return jdbc.sql("select state from payments.dispute where charge_id = :charge")
                .param("charge", charge.id())
                .query((row, number) -> row.getString("state"))
                .list();
    }

    private int deliveries(Charge charge) {
        return jdbc.sql("""
                        select count(*) from sandbox.event
                        where body::jsonb ->> 'charge' = :charge and delivered_at is not null""")
                .param("charge", charge.id().toString())
                .query(Integer.class)
                .single();
    }

    private Answer page(Charge charge) {
        return http.get(path(charge));
    }

    private static String path(Charge charge) {
        return URI.create(Objects.requireNonNull(charge.checkoutUrl())).getPath();
    }

    private Answer pay(Charge charge, SandboxCard card) {
        return http.with("Content-Type", "application/x-www-form-urlencoded").post(path(charge), card(card));
    }

    private static String card(SandboxCard card) {
        return encoded("number", card.number(), "expiry", "12/40", "cvc", "123", "name", "Uma");
    }

    private Answer form(String path, String... namesAndValues) {
        return http.with("Content-Type", "application/x-www-form-urlencoded").post(path, encoded(namesAndValues));
    }

    private static String encoded(String... namesAndValues) {
        var text = new StringBuilder();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            text.append(i == 0 ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
