package io.parkapp.sandbox;

import io.parkapp.payments.WebhookSignature;
import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Sends the sandbox's events to the shop, over HTTP and signed, like any provider: nothing tells the shop that it is
/// talking to itself.
@Component
@Profile("demo")
class SandboxDelivery implements DisposableBean {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
    private final WebhookSignature signature;
    private final SandboxAddress address;
    private final SandboxRepository repository;
    private final Clock clock;

    SandboxDelivery(
            Secrets secrets, Settings settings, SandboxAddress address, SandboxRepository repository, Clock clock) {
        this.signature = SandboxProvider.signature(secrets, settings);
        this.address = address;
        this.repository = repository;
        this.clock = clock;
    }

    /// Throws where the shop does not take it: to be tried again, the same words under a new signature.
    void deliver(String eventId) {
        var body = repository.undelivered(eventId).orElse(null);
        if (body == null) {
            return;
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(address.webhook())
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .header(SandboxProvider.SIGNATURE_HEADER, signature.sign(bytes, clock.instant()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        var status = send(request);
        if (status / 100 != 2) {
            throw new IllegalStateException("the shop answers " + status + " to event " + eventId);
        }
        repository.markDelivered(eventId, clock.instant());
    }

    private int send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while sending", stopping);
        }
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
