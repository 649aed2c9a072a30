package io.parkapp.sandbox;

import io.parkapp.Http;
import io.parkapp.Http.Answer;
import io.parkapp.payments.Charge;
import io.parkapp.payments.WebhookSignature;
import io.parkapp.values.Money;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/// Sends events to where a provider would, signed as the sandbox signs them, or not.
record EventPost(Http http, WebhookSignature signature, Clock clock) {
    static final String ENDPOINT = "/api/payments/webhooks/sandbox";

    static String event(String id, String type, Charge charge, Money amount) {
        return """
                {"id": "%s", "type": "%s", "createdAt": "2026-12-01T09:00:00Z", "session": "%s", "charge": "%s",
                 "dispute": "dp_%s", "amount": {"amountMinor": %d, "currency": "%s"}, "failure": "The card was declined."}\
                """.formatted(
                        id,
                        type,
                        Objects.requireNonNull(charge.providerRef()),
                        charge.id(),
                        charge.id(),
                        amount.amountMinor(),
                        amount.currency());
    }

    Answer send(String event) {
        return sendSigned(event, sign(event, clock.instant()));
    }

    Answer sendSigned(String event, String header) {
        return http.with(SandboxProvider.SIGNATURE_HEADER, header).post(ENDPOINT, event);
    }

    String sign(String event, Instant at) {
        return signature.sign(event.getBytes(StandardCharsets.UTF_8), at);
    }
}
