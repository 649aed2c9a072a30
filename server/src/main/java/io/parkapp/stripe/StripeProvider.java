package io.parkapp.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import io.parkapp.payments.PaymentProvider;
import io.parkapp.payments.PaymentRefusal;
import io.parkapp.payments.ProviderPayout;
import io.parkapp.payments.WebhookSignature;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Settings;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks Stripe. What is created carries the id of our own row as its key, so that Stripe answers a repeated call with
/// what the first one did; and in its metadata, so that everything Stripe tells later names our row.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@Conditional(StripeProvider.IsSetUp.class)
class StripeProvider implements PaymentProvider {
    static final String NAME = "stripe";
    static final String SIGNATURE_HEADER = "Stripe-Signature";

    private static final Logger LOG = LoggerFactory.getLogger(StripeProvider.class);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    /// Stripe lets no page close sooner than half an hour after it was opened; a little more, since clocks differ. We
    /// close it ourselves when nothing is asked for any more.
    private static final Duration PAGE_LENGTH_MIN = Duration.ofMinutes(35);
    /// Follows the account's own name on a card's statement; Stripe leaves it 10 characters.
    private static final String STATEMENT_SUFFIX = "PARKING";
    /// Far more than reasons to give back a part of one payment.
    private static final long REFUNDS_MAX = 100;
    /// The same key is being answered at this moment; too many calls.
    private static final Set<Integer> PASSING = Set.of(409, 429);

    private final StripeClient stripe;
    private final WebhookSignature signature;
    private final JsonMapper json;
    private final Clock clock;

    StripeProvider(Settings settings, JsonMapper json, Clock clock) {
        this.stripe = StripeClient.builder()
                .setApiKey(settings.stripe().secretKey())
                .setApiBase(settings.stripe().apiUrl())
                .setConnectTimeout((int) CONNECT_MAX.toMillis())
                .setReadTimeout((int) ANSWER_MAX.toMillis())
                // Whoever calls us tries again later, with pauses.
                .setMaxNetworkRetries(0)
                .build();
        this.signature = new WebhookSignature(settings.stripe().webhookSecret().getBytes(StandardCharsets.UTF_8));
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutSession open(CheckoutRequest request) {
        var session = ask(() -> stripe.v1().checkout().sessions().create(page(request), keyed(request.key())));
        return new CheckoutSession(session.getId(), URI.create(session.getUrl()));
    }

    @Override
    public CheckoutState lookUp(String providerRef) {
        try {
            var session = stripe.v1().checkout().sessions().retrieve(providerRef);
            return switch (session.getStatus()) {
                case "expired" -> new CheckoutState.Expired();
                case "complete" ->
                    "paid".equals(session.getPaymentStatus())
                            ? new CheckoutState.Paid(
                                    StripeAmount.money(session.getAmountTotal(), session.getCurrency()))
                            : new CheckoutState.Open();
                default -> new CheckoutState.Open();
            };
        } catch (StripeException refused) {
            if (isUnknown(refused)) {
                return new CheckoutState.Expired();
            }
            throw unavailable(refused);
        }
    }

    @Override
    public void expire(String providerRef) {
        try {
            stripe.v1().checkout().sessions().expire(providerRef);
        } catch (InvalidRequestException notOpen) {
            LOG.debug("session {} stays as it is: {}", providerRef, notOpen.getMessage());
        } catch (StripeException refused) {
            throw unavailable(refused);
        }
    }

    /// Looks first for the refund: what Stripe answers under a known key is its first answer, "pending", whatever
    /// became of it since; and after a day it forgets the key, when the same call would give back once more.
    @Override
    public RefundResult refund(RefundRequest request) {
        var payment = paymentOf(request.providerRef());
        if (payment == null) {
            return new RefundResult.Failed("Stripe took nothing for this.");
        }
        var made = ask(() -> stripe.v1().refunds().list(refundsOf(payment))).getData().stream()
                .filter(each -> named(each.getMetadata(), StripeEvent.REFUND).equals(Optional.of(request.key())))
                .findFirst();
        return made.isPresent() ? result(made.get()) : create(request, payment);
    }

    @Override
    public List<ProviderPayout> payouts(Instant since) {
        return ask(() -> StripePayouts.since(stripe, since));
    }

    @Override
    public List<ProviderPayout.Line> linesOf(ProviderPayout payout) {
        return ask(() -> StripePayouts.linesOf(stripe, payout));
    }

    @Override
    public ProviderEvent parse(byte[] body, HttpHeaders headers) {
        if (!signature.verifies(body, headers.getFirst(SIGNATURE_HEADER), clock.instant())) {
            throw new Refusal(PaymentRefusal.BAD_SIGNATURE);
        }
        try {
            return StripeEvent.read(json.readTree(body), this::chargeOf);
        } catch (JacksonException unreadable) {
            throw Refusal.field("body", "is not an event of Stripe");
        }
    }

    private static SessionCreateParams page(CheckoutRequest request) {
        var charge = request.key().toString();
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(charge)
                .putMetadata(StripeEvent.CHARGE, charge)
                .setSuccessUrl(back(request, "succeeded"))
                .setCancelUrl(back(request, "cancelled"))
                .setExpiresAt(closing(request.expiresAt()))
                // The price that was shown is the price that is charged, in its own currency.
                .setAdaptivePricing(SessionCreateParams.AdaptivePricing.builder()
                        .setEnabled(false)
                        .build())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .setDescription(request.description())
                        .setStatementDescriptorSuffix(STATEMENT_SUFFIX)
                        .putMetadata(StripeEvent.CHARGE, charge)
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency(request.amount().currency().toLowerCase(Locale.ROOT))
                                .setUnitAmount(StripeAmount.of(request.amount()))
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName(request.description())
                                        .build())
                                .build())
                        .build())
                .build();
    }

    /// From the charge alone: under one key, Stripe insists on the same words. Null for Stripe's own limit, 24 hours.
    private static @Nullable Long closing(@Nullable Instant chargeExpiresAt) {
        return chargeExpiresAt == null
                ? null
                : chargeExpiresAt.plus(PAGE_LENGTH_MIN).getEpochSecond();
    }

    private static String back(CheckoutRequest request, String outcome) {
        return UriComponentsBuilder.fromUri(request.returnTo())
                .replaceQueryParam("payment", outcome)
                .build()
                .toUriString();
    }

    /// Null if the page was not paid.
    private @Nullable String paymentOf(String session) {
        try {
            return stripe.v1().checkout().sessions().retrieve(session).getPaymentIntent();
        } catch (StripeException refused) {
            if (isUnknown(refused)) {
                return null;
            }
            throw unavailable(refused);
        }
    }

    private static RefundListParams refundsOf(String payment) {
        return RefundListParams.builder()
                .setPaymentIntent(payment)
                .setLimit(REFUNDS_MAX)
                .build();
    }

    private RefundResult create(RefundRequest request, String payment) {
        var refund = RefundCreateParams.builder()
                .setPaymentIntent(payment)
                .setAmount(StripeAmount.of(request.amount()))
                .putMetadata(StripeEvent.REFUND, request.key().toString())
                .build();
        try {
            return result(stripe.v1().refunds().create(refund, keyed(request.key())));
        } catch (StripeException refused) {
            // An empty balance fills up again.
            if (isDefinite(refused) && !"balance_insufficient".equals(refused.getCode())) {
                return new RefundResult.Failed(Objects.requireNonNullElse(refused.getUserMessage(), "refused"));
            }
            throw unavailable(refused);
        }
    }

    private static RefundResult result(Refund refund) {
        return switch (refund.getStatus()) {
            case "succeeded" -> new RefundResult.Succeeded();
            case "failed", "canceled" ->
                new RefundResult.Failed(Objects.requireNonNullElse(refund.getFailureReason(), refund.getStatus()));
            default -> new RefundResult.Pending();
        };
    }

    /// A dispute names Stripe's payment only; its page knows what it was opened for. Empty if it was not ours.
    private Optional<UUID> chargeOf(String payment) {
        var search = SessionListParams.builder()
                .setPaymentIntent(payment)
                .setLimit(1L)
                .build();
        return ask(() -> stripe.v1().checkout().sessions().list(search)).getData().stream()
                .findFirst()
                .flatMap(session -> named(session.getMetadata(), StripeEvent.CHARGE));
    }

    private static Optional<UUID> named(@Nullable Map<String, String> metadata, String key) {
        return metadata == null ? Optional.empty() : StripeEvent.id(metadata.getOrDefault(key, ""));
    }

    private static RequestOptions keyed(UUID key) {
        return RequestOptions.builder().setIdempotencyKey(key.toString()).build();
    }

    private static <T> T ask(Call<T> call) {
        try {
            return call.make();
        } catch (StripeException refused) {
            throw unavailable(refused);
        }
    }

    /// A refusal that does not pass by itself, like a withdrawn key, is nothing that a payer could mend: it is logged
    /// for somebody who can. Stripe shows keys in its messages only in part.
    private static Unavailable unavailable(StripeException refused) {
        // None, or 0, where no answer came at all.
        var status = Objects.requireNonNullElse(refused.getStatusCode(), 0);
        if (status >= HttpURLConnection.HTTP_BAD_REQUEST
                && status < HttpURLConnection.HTTP_INTERNAL_ERROR
                && !PASSING.contains(status)) {
            LOG.error("Stripe refuses: {}", refused.getMessage());
        }
        return new Unavailable("Stripe: " + refused.getMessage(), refused);
    }

    private static boolean isDefinite(StripeException refused) {
        return refused instanceof InvalidRequestException || refused instanceof CardException;
    }

    private static boolean isUnknown(StripeException refused) {
        return Objects.equals(refused.getStatusCode(), HttpURLConnection.HTTP_NOT_FOUND);
    }

    private interface Call<T> {
        T make() throws StripeException;
    }

    static final class IsSetUp implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment()
                    .getProperty("parkapp.stripe.secret-key", "")
                    .isBlank();
        }
    }
}
