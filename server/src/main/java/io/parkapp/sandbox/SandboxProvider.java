package io.parkapp.sandbox;

import io.parkapp.payments.DisputeState;
import io.parkapp.payments.PaymentProvider;
import io.parkapp.payments.PaymentRefusal;
import io.parkapp.payments.ProviderPayout;
import io.parkapp.payments.WebhookSignature;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A provider that takes no real money and behaves like one that does: a checkout page of its own, cards that work,
/// fail or take their time, and signed events. Exists in the demo only.
@Component
@Profile("demo")
class SandboxProvider implements PaymentProvider {
    static final String NAME = "sandbox";
    static final String SIGNATURE_HEADER = "Sandbox-Signature";

    private final Sandbox sandbox;
    private final SandboxAddress address;
    private final SandboxPayouts payouts;
    private final WebhookSignature signature;
    private final JsonMapper json;
    private final Clock clock;

    SandboxProvider(
            Sandbox sandbox,
            SandboxAddress address,
            SandboxPayouts payouts,
            Secrets secrets,
            Settings settings,
            JsonMapper json,
            Clock clock) {
        this.sandbox = sandbox;
        this.address = address;
        this.payouts = payouts;
        this.signature = signature(secrets, settings);
        this.json = json;
        this.clock = clock;
    }

    static WebhookSignature signature(Secrets secrets, Settings settings) {
        return new WebhookSignature(
                secrets.secret("sandbox-webhook", settings.secrets().sandboxWebhook()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutSession open(CheckoutRequest request) {
        var session = sandbox.open(request);
        return new CheckoutSession(session.id(), address.page(session.id()));
    }

    @Override
    public CheckoutState lookUp(String providerRef) {
        return sandbox.stateOf(providerRef);
    }

    @Override
    public void expire(String providerRef) {
        sandbox.expire(providerRef);
    }

    @Override
    public RefundResult refund(RefundRequest request) {
        return sandbox.refund(request);
    }

    @Override
    public List<ProviderPayout> payouts(Instant since) {
        return payouts.since(since, clock.instant());
    }

    @Override
    public List<ProviderPayout.Line> linesOf(ProviderPayout payout) {
        return payouts.linesOf(payout);
    }

    @Override
    public ProviderEvent parse(byte[] body, HttpHeaders headers) {
        if (!signature.verifies(body, headers.getFirst(SIGNATURE_HEADER), clock.instant())) {
            throw new Refusal(PaymentRefusal.BAD_SIGNATURE);
        }
        try {
            var head = json.readTree(body);
            var id = head.path("id").asString("");
            var type = head.path("type").asString("");
            if (id.isEmpty()) {
                throw Refusal.field("id", "is required");
            }
            return switch (type) {
                case SandboxEvent.PAID,
                        SandboxEvent.DECLINED,
                        SandboxEvent.EXPIRED,
                        SandboxEvent.REFUNDED,
                        SandboxEvent.REFUND_FAILED,
                        SandboxEvent.DISPUTE_OPENED,
                        SandboxEvent.DISPUTE_WON,
                        SandboxEvent.DISPUTE_LOST -> event(json.treeToValue(head, SandboxEvent.class));
                default -> new ProviderEvent.Other(id, type);
            };
        } catch (JacksonException unreadable) {
            throw Refusal.field("body", "is not an event of the sandbox");
        }
    }

    private static ProviderEvent event(SandboxEvent event) {
        var id = event.id();
        var type = event.type();
        return switch (type) {
            case SandboxEvent.PAID ->
                new ProviderEvent.Paid(
                        id,
                        type,
                        required("charge", event.charge()),
                        required("session", event.session()),
                        required("amount", event.amount()));
            case SandboxEvent.DECLINED ->
                new ProviderEvent.Declined(
                        id,
                        type,
                        required("charge", event.charge()),
                        Objects.requireNonNullElse(event.failure(), "The payment did not work."));
            case SandboxEvent.EXPIRED -> new ProviderEvent.Expired(id, type, required("charge", event.charge()));
            case SandboxEvent.REFUNDED -> new ProviderEvent.Refunded(id, type, required("refund", event.refund()));
            case SandboxEvent.REFUND_FAILED ->
                new ProviderEvent.RefundFailed(
                        id,
                        type,
                        required("refund", event.refund()),
                        Objects.requireNonNullElse(event.failure(), "The refund did not work."));
            case SandboxEvent.DISPUTE_WON -> disputed(event, DisputeState.WON);
            case SandboxEvent.DISPUTE_LOST -> disputed(event, DisputeState.LOST);
            default -> disputed(event, DisputeState.OPENED);
        };
    }

    private static ProviderEvent disputed(SandboxEvent event, DisputeState state) {
        return new ProviderEvent.Disputed(
                event.id(),
                event.type(),
                required("charge", event.charge()),
                required("dispute", event.dispute()),
                required("amount", event.amount()),
                state,
                Objects.requireNonNullElse(event.failure(), ""));
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Refusal.field(field, "is required");
        }
        return value;
    }
}
