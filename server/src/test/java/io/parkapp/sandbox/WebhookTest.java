package io.parkapp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.Http.Answer;
import io.parkapp.ParkappTest;
import io.parkapp.payments.Charge;
import io.parkapp.payments.PaymentStatus;
import io.parkapp.payments.Payments;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.payments.Requests;
import io.parkapp.payments.WebhookSignature;
import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What anybody on the net may send to the endpoint where providers tell us what happened.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class WebhookTest {
    private static final String ENDPOINT = "/api/payments/webhooks/sandbox";

    private final Http http;
    private final Payments payments;
    private final WebhookSignature signature;
    private final Clock clock;
    private final JdbcClient jdbc;

    WebhookTest(Http http, Payments payments, Secrets secrets, Settings settings, Clock clock, JdbcClient jdbc) {
        this.http = http;
        this.payments = payments;
        this.signature = SandboxProvider.signature(secrets, settings);
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Test
    void a_signed_event_settles_the_charge_and_a_second_one_changes_nothing() {
        var charge = payments.open(Requests.charge(UUID.randomUUID(), 1250));
        var event = paid(charge);

        assertThat(send(event, clock.instant()).status()).isEqualTo(200);
        assertThat(send(event, clock.instant()).status()).isEqualTo(200);

        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(jdbc.sql("select count(*) from payments.provider_event where event_id = :id")
                        .param("id", "evt_" + charge.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_forged_tampered_old_or_unsigned_event_does_nothing() {
        var charge = payments.open(Requests.charge(UUID.randomUUID(), 1250));
        var event = paid(charge);
        var now = clock.instant();
        var forger = new WebhookSignature("a secret that somebody guessed wrongly".getBytes(StandardCharsets.UTF_8));

        refused(http.post(ENDPOINT, event));
        refused(signed(forger.sign(bytes(event), now)).post(ENDPOINT, event));
        refused(signed(signature.sign(bytes(event), now)).post(ENDPOINT, event.replace("1250", "1")));
        refused(send(event, now.minus(WebhookSignature.TOLERANCE).minus(Duration.ofSeconds(2))));
        refused(send(event, now.plus(WebhookSignature.TOLERANCE).plus(Duration.ofSeconds(60))));

        assertThat(payments.find(charge.id()).isOpen()).isTrue();
        assertThat(jdbc.sql("select count(*) from payments.provider_event where event_id = :id")
                        .param("id", "evt_" + charge.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void an_event_of_a_kind_that_we_do_not_know_is_accepted_and_ignored() {
        var event = """
                {"id": "evt_%s", "type": "dispute.created", "anything": {"else": 1}}""".formatted(UUID.randomUUID());
        assertThat(send(event, clock.instant()).status()).isEqualTo(200);
    }

    @Test
    void an_event_about_a_charge_that_is_not_ours_is_accepted_and_does_nothing() {
        var charge = payments.open(Requests.charge(UUID.randomUUID(), 1250));
        var event =
                paid(charge).replace(charge.id().toString(), UUID.randomUUID().toString());
        assertThat(send(event, clock.instant()).status()).isEqualTo(200);
    }

    @Test
    void what_is_signed_but_no_event_is_refused_with_the_field() {
        assertThat(send("not json", clock.instant()).at("errors.0.field").asString())
                .isEqualTo("body");
        assertThat(send("{}", clock.instant()).at("errors.0.field").asString()).isEqualTo("id");
        assertThat(send("{\"id\": \"evt_1\", \"type\": \"checkout.paid\"}", clock.instant())
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("charge");
    }

    @Test
    void a_huge_body_is_refused_before_it_is_read_whole() {
        assertThat(http.post(ENDPOINT, "x".repeat(300 * 1024)).status()).isEqualTo(413);
    }

    @Test
    void a_provider_that_we_do_not_have_is_not_found() {
        assertThat(http.post("/api/payments/webhooks/nobody", "{}").status()).isEqualTo(404);
    }

    private Answer send(String event, Instant at) {
        return signed(signature.sign(bytes(event), at)).post(ENDPOINT, event);
    }

    private Http signed(String header) {
        return http.with(SandboxProvider.SIGNATURE_HEADER, header);
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("bad-signature");
    }

    private static String paid(Charge charge) {
        return """
                {"id": "evt_%s", "type": "checkout.paid", "createdAt": "2026-12-01T09:00:00Z", "session": "%s",
                 "charge": "%s", "amount": {"amountMinor": 1250, "currency": "EUR"}}""".formatted(charge.id(), Objects.requireNonNull(charge.providerRef()), charge.id());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
