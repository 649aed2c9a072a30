package io.parkapp.stripe;

import io.parkapp.payments.DisputeState;
import io.parkapp.payments.PaymentProvider.ProviderEvent;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// What Stripe tells, in our words. An event is written in the version of the API that its endpoint was registered
/// with, not in the one that we call, so only fields are read that have been the same for years. What does not carry
/// an id of ours was made by somebody else with the same account.
final class StripeEvent {
    /// The key in the metadata of what we make for a charge.
    static final String CHARGE = "parkapp_charge";
    /// The same for a refund.
    static final String REFUND = "parkapp_refund";

    private static final String NOT_PAID = "The payment did not work.";

    private StripeEvent() {}

    /// @param chargeOf what a payment of Stripe's was made for
    static ProviderEvent read(JsonNode event, Function<String, Optional<UUID>> chargeOf) {
        var id = required(event, "id");
        var kind = required(event, "type");
        var object = event.path("data").path("object");
        var charge = id(object.path("metadata").path(CHARGE).asString(""));
        var refund = id(object.path("metadata").path(REFUND).asString(""));
        var told = switch (kind) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
                charge.flatMap(each -> paid(id, kind, each, object));
            case "checkout.session.async_payment_failed" ->
                charge.map(each -> new ProviderEvent.Failed(id, kind, each, NOT_PAID));
            case "checkout.session.expired" -> charge.map(each -> new ProviderEvent.Expired(id, kind, each));
            case "payment_intent.payment_failed" ->
                charge.map(each -> new ProviderEvent.Declined(id, kind, each, why(object)));
            case "refund.created", "refund.updated", "refund.failed" ->
                refund.flatMap(each -> refunded(id, kind, each, object));
            case "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed" ->
                payment(object).flatMap(chargeOf).map(each -> disputed(id, kind, each, object));
            default -> Optional.<ProviderEvent>empty();
        };
        return told.isPresent() ? told.get() : new ProviderEvent.Other(id, kind);
    }

    /// Empty for what is no id of ours.
    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /// A completed page whose payment takes its time is paid later, or not.
    private static Optional<ProviderEvent> paid(String id, String kind, UUID charge, JsonNode session) {
        return "paid".equals(session.path("payment_status").asString(""))
                ? Optional.of(new ProviderEvent.Paid(
                        id, kind, charge, required(session, "id"), amount(session, "amount_total")))
                : Optional.empty();
    }

    private static String why(JsonNode payment) {
        return payment.path("last_payment_error").path("message").asString(NOT_PAID);
    }

    private static Optional<ProviderEvent> refunded(String id, String kind, UUID refund, JsonNode object) {
        var status = object.path("status").asString("");
        return switch (status) {
            case "succeeded" -> Optional.of(new ProviderEvent.Refunded(id, kind, refund));
            case "failed", "canceled" ->
                Optional.of(new ProviderEvent.RefundFailed(
                        id, kind, refund, object.path("failure_reason").asString(status)));
            default -> Optional.empty();
        };
    }

    /// Empty for a payment that was made otherwise than through a checkout page.
    private static Optional<String> payment(JsonNode dispute) {
        return Optional.of(dispute.path("payment_intent").asString("")).filter(each -> !each.isEmpty());
    }

    private static ProviderEvent disputed(String id, String kind, UUID charge, JsonNode dispute) {
        return new ProviderEvent.Disputed(
                id,
                kind,
                charge,
                required(dispute, "id"),
                amount(dispute, "amount"),
                state(dispute.path("status").asString("")),
                dispute.path("reason").asString(""));
    }

    private static Money amount(JsonNode object, String field) {
        return StripeAmount.money(object.path(field).asLong(), required(object, "currency"));
    }

    private static DisputeState state(String status) {
        return switch (status) {
            // A warning that came to nothing never took any money.
            case "won", "warning_closed" -> DisputeState.WON;
            case "lost" -> DisputeState.LOST;
            default -> DisputeState.OPENED;
        };
    }

    private static String required(JsonNode node, String field) {
        var value = node.path(field).asString("");
        if (value.isEmpty()) {
            throw Refusal.field(field, "is required");
        }
        return value;
    }
}
