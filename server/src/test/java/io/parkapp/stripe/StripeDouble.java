package io.parkapp.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parkapp.payments.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// So much of Stripe as we use of it, by its public API reference, and stricter: what is not expected is refused. It
/// keeps what it did, whether or not its answer arrives.
final class StripeDouble {
    static final String SECRET_KEY = "sk_test_double";
    static final String WEBHOOK_SECRET = "whsec_double";

    private static final Duration PAGE_LENGTH_MIN = Duration.ofMinutes(30);
    private static final Duration PAGE_LENGTH_MAX = Duration.ofHours(24);
    private static final Pattern STATEMENT_SUFFIX = Pattern.compile("(?=.*[A-Za-z])[^<>\\\\'\"*]{1,22}");
    private static final Set<String> PAGE_REQUIRED = Set.of(
            "mode",
            "success_url",
            "line_items[0][quantity]",
            "line_items[0][price_data][currency]",
            "line_items[0][price_data][unit_amount]",
            "line_items[0][price_data][product_data][name]");
    private static final Set<String> PAGE_OPTIONAL = Set.of(
            "cancel_url",
            "client_reference_id",
            "expires_at",
            "adaptive_pricing[enabled]",
            "metadata[parkapp_charge]",
            "payment_intent_data[description]",
            "payment_intent_data[statement_descriptor_suffix]",
            "payment_intent_data[metadata][parkapp_charge]");
    private static final Set<String> REFUND_REQUIRED = Set.of("payment_intent", "amount");
    private static final Set<String> REFUND_OPTIONAL = Set.of("metadata[parkapp_refund]");
    private static final Set<String> PAYOUTS_OPTIONAL = Set.of("status", "created[gte]", "limit", "starting_after");
    private static final Set<String> MOVEMENTS_REQUIRED = Set.of("payout");
    private static final Set<String> MOVEMENTS_OPTIONAL = Set.of("limit", "starting_after", "expand[0]");
    /// Fewer than asked for, as Stripe may.
    private static final int PAGE_MAX = 2;

    private static final Set<String> LIST_REQUIRED = Set.of("payment_intent");
    private static final Set<String> LIST_OPTIONAL = Set.of("limit");

    private static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {};

    private final HttpServer server;
    private final JsonMapper json = new JsonMapper();
    private final WebhookSignature signature = new WebhookSignature(WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8));
    private final Map<String, Map<String, Object>> sessions = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> refunds = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> payouts = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> movements = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new HashMap<>();
    private final AtomicInteger lastNumber = new AtomicInteger();
    private volatile Clock clock = Clock.systemUTC();

    /// What happens to every answer until further notice.
    volatile Trouble trouble = Trouble.NONE;
    final AtomicInteger dropped = new AtomicInteger();
    /// What a refund is at first.
    volatile String refundStatus = "succeeded";

    private record Kept(String request, int status, String body) {}

    private record Answer(int status, Map<String, Object> body) {}

    /// @param status answered in place of doing anything; 0 to do it
    /// @param isDropped of what is more than a question: the connection ends without an answer, after doing it
    record Trouble(int status, boolean isDropped, Duration delay) {
        static final Trouble NONE = new Trouble(0, false, Duration.ZERO);
        static final Trouble DROP = new Trouble(0, true, Duration.ZERO);

        static Trouble status(int status) {
            return new Trouble(status, false, Duration.ZERO);
        }

        static Trouble late(Duration delay) {
            return new Trouble(0, false, delay);
        }
    }

    private static final class Refused extends RuntimeException {
        private final transient Answer answer;

        Refused(int status, String type, String code, String message) {
            super(message);
            this.answer = new Answer(status, Map.of("error", Map.of("type", type, "code", code, "message", message)));
        }
    }

    StripeDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    void goBy(Clock time) {
        clock = time;
    }

    /// A day later, Stripe knows no key any more.
    synchronized void forgetKeys() {
        kept.clear();
    }

    int sessionCount() {
        return sessions.size();
    }

    Map<String, Object> session(String id) {
        return sessions.getOrDefault(id, Map.of());
    }

    List<Map<String, Object>> refundsOf(String session) {
        return having(refunds, "payment_intent", String.valueOf(session(session).get("payment_intent")));
    }

    /// The payer pays. With a slow method, the money comes later: [#arrives].
    ///
    /// @return the event that tells of it
    synchronized String pay(String session, boolean isSlow) {
        var paid = session(session);
        if (!"open".equals(paid.get("status"))) {
            throw new IllegalStateException("the page of " + session + " is " + paid.get("status"));
        }
        paid.put("status", "complete");
        paid.put("payment_status", isSlow ? "unpaid" : "paid");
        paid.put("payment_intent", "pi_" + number());
        return event("checkout.session.completed", paid);
    }

    synchronized String arrives(String session) {
        session(session).put("payment_status", "paid");
        return event("checkout.session.async_payment_succeeded", session(session));
    }

    String neverArrives(String session) {
        return event("checkout.session.async_payment_failed", session(session));
    }

    String declined(String session) {
        return event(
                "payment_intent.payment_failed",
                Map.of(
                        "object", "payment_intent",
                        "metadata", metadata(session(session)),
                        "last_payment_error", Map.of("message", "Your card was declined.")));
    }

    String expired(String session) {
        session(session).put("status", "expired");
        return event("checkout.session.expired", session(session));
    }

    /// @return the event that tells what became of the only refund of a session
    synchronized String finishRefund(String session, String status) {
        var refund = refundsOf(session).getFirst();
        refund.put("status", status);
        if (status.equals("failed")) {
            refund.put("failure_reason", "lost_or_stolen_card");
        }
        return event(status.equals("failed") ? "refund.failed" : "refund.updated", refund);
    }

    /// @param status in Stripe's words: needs_response, won, lost
    String disputed(String session, String dispute, String status) {
        var closed = status.equals("won") || status.equals("lost");
        return event(
                closed ? "charge.dispute.closed" : "charge.dispute.created",
                Map.of(
                        "id",
                        dispute,
                        "object",
                        "dispute",
                        "payment_intent",
                        String.valueOf(session(session).get("payment_intent")),
                        "amount",
                        session(session).getOrDefault("amount_total", 0),
                        "currency",
                        session(session).getOrDefault("currency", "eur"),
                        "reason",
                        "fraudulent",
                        "status",
                        status));
    }

    /// What the payer of a page moved, before it is paid out.
    ///
    /// @param amount in the currency's minor unit, as Stripe counts it
    String moved(String session, long amount) {
        return movement("charge", session(session), amount, source("ch", "charge", metadata(session(session))));
    }

    String movedByOther(long amount, String currency) {
        return movement("charge", Map.of("currency", currency), amount, source("ch", "charge", Map.of()));
    }

    String movedByRefund(String session) {
        var refund = refundsOf(session).getFirst();
        return movement("refund", refund, -(long) refund.getOrDefault("amount", 0L), refund);
    }

    /// The bank did not take it.
    String movedByReturn(String session) {
        var refund = refundsOf(session).getFirst();
        return movement("refund_failure", refund, (long) refund.getOrDefault("amount", 0L), refund);
    }

    String movedByDispute(String session, String dispute, long amount) {
        return movement(
                "adjustment",
                session(session),
                amount,
                Map.of("id", dispute, "object", "dispute", "reason", "fraudulent"));
    }

    /// Of a payment 1.5 % and 25; nothing of the rest.
    static long fee(long amount) {
        return Math.round(amount * 0.015) + 25;
    }

    private String movement(String type, Map<String, Object> of, long amount, Map<String, Object> source) {
        var id = "txn_" + number();
        var fee = type.equals("charge") ? fee(amount) : 0;
        movements.put(
                id,
                new ConcurrentHashMap<>(Map.of(
                        "id", id,
                        "object", "balance_transaction",
                        "type", type,
                        "amount", amount,
                        "fee", fee,
                        "net", amount - fee,
                        "currency", of.getOrDefault("currency", "eur"),
                        "created", clock.instant().getEpochSecond(),
                        "source", source)));
        return id;
    }

    private Map<String, Object> source(String prefix, String object, Object metadata) {
        return Map.of("id", prefix + "_" + number(), "object", object, "metadata", metadata);
    }

    /// @param status in Stripe's words: paid, in_transit
    /// @return its id
    synchronized String payOut(String currency, String status, String... moved) {
        var id = "po_" + number();
        for (var each : moved) {
            movements.getOrDefault(each, Map.of()).put("payout", id);
        }
        var amount = having(movements, "payout", id).stream()
                .mapToLong(each -> ((Number) each.getOrDefault("net", 0L)).longValue())
                .sum();
        var now = clock.instant();
        payouts.put(
                id,
                new ConcurrentHashMap<>(Map.of(
                        "id",
                        id,
                        "object",
                        "payout",
                        "amount",
                        amount,
                        "currency",
                        currency,
                        "status",
                        status,
                        "automatic",
                        true,
                        "created",
                        now.getEpochSecond(),
                        "arrival_date",
                        now.plus(Duration.ofDays(2)).getEpochSecond())));
        listed(id, "completed");
        var itself = movement("payout", Map.of("currency", currency), -amount, Map.of("id", id, "object", "payout"));
        movements.getOrDefault(itself, Map.of()).put("payout", id);
        return id;
    }

    /// @param status of the list of what a payout is made of, in Stripe's words: in_progress, completed, not_applicable
    void listed(String payout, String status) {
        payouts.getOrDefault(payout, Map.of()).put("reconciliation_status", status);
    }

    String event(String type, Map<String, Object> object) {
        return json.writeValueAsString(Map.of(
                "id",
                "evt_" + UUID.randomUUID(),
                "object",
                "event",
                "api_version",
                "2026-07-29.dahlia",
                "created",
                clock.instant().getEpochSecond(),
                "type",
                type,
                "livemode",
                false,
                "data",
                Map.of("object", object)));
    }

    String sign(String event, Instant at) {
        return signature.sign(event.getBytes(StandardCharsets.UTF_8), at);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var now = trouble;
            var answer = now.status() == 0 ? answer(exchange) : error(now.status());
            if (now.isDropped() && exchange.getRequestMethod().equals("POST")) {
                dropped.incrementAndGet();
                return;
            }
            sleep(now.delay());
            var body = json.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            if (!("Bearer " + SECRET_KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                throw new Refused(401, "invalid_request_error", "api_key_invalid", "Invalid API Key provided: sk_****");
            }
            var path = exchange.getRequestURI().getPath();
            return switch (exchange.getRequestMethod()) {
                case "GET" -> get(path, parameters(exchange.getRequestURI().getRawQuery()));
                case "POST" ->
                    post(
                            path,
                            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                            parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                default -> throw unknown(path);
            };
        } catch (Refused refused) {
            return refused.answer;
        }
    }

    private Answer get(String path, Map<String, String> parameters) {
        var parts = path.split("/", -1);
        if (path.equals("/v1/checkout/sessions")) {
            require(parameters, LIST_REQUIRED, LIST_OPTIONAL);
            return list(having(sessions, "payment_intent", parameters.get("payment_intent")));
        }
        if (path.equals("/v1/refunds")) {
            require(parameters, LIST_REQUIRED, LIST_OPTIONAL);
            return list(having(refunds, "payment_intent", parameters.get("payment_intent")));
        }
        if (path.equals("/v1/payouts")) {
            require(parameters, Set.of(), PAYOUTS_OPTIONAL);
            var since = parameters.containsKey("created[gte]") ? number(parameters, "created[gte]") : 0;
            return page(
                    parameters,
                    having(payouts, "status", parameters.get("status")).stream()
                            .filter(each -> (long) each.getOrDefault("created", 0L) >= since)
                            .toList());
        }
        if (path.equals("/v1/balance_transactions")) {
            require(parameters, MOVEMENTS_REQUIRED, MOVEMENTS_OPTIONAL);
            var isExpanded = "data.source".equals(parameters.get("expand[0]"));
            check(isExpanded || !parameters.containsKey("expand[0]"), "expand");
            return page(
                    parameters,
                    having(movements, "payout", parameters.get("payout")).stream()
                            .map(each -> movement(each, isExpanded))
                            .toList());
        }
        if (path.startsWith("/v1/checkout/sessions/") && parts.length == 5) {
            require(parameters, Set.of(), Set.of());
            return new Answer(200, Map.copyOf(existing(parts[4])));
        }
        throw unknown(path);
    }

    private static Map<String, Object> movement(Map<String, Object> kept, boolean isExpanded) {
        var shown = new HashMap<>(kept);
        shown.remove("payout");
        if (!isExpanded) {
            shown.put("source", ((Map<?, ?>) kept.getOrDefault("source", Map.of())).get("id"));
        }
        return shown;
    }

    /// The newest first, a few at once.
    private static Answer page(Map<String, String> parameters, List<Map<String, Object>> all) {
        check(!parameters.containsKey("limit") || number(parameters, "limit") <= 100, "limit");
        var after = parameters.get("starting_after");
        var rest = all.stream()
                .sorted(Comparator.comparing((Map<String, Object> each) -> String.valueOf(each.get("id")))
                        .reversed())
                .filter(each -> after == null || String.valueOf(each.get("id")).compareTo(after) < 0)
                .toList();
        return new Answer(
                200,
                Map.of(
                        "object",
                        "list",
                        "data",
                        rest.stream().limit(PAGE_MAX).toList(),
                        "has_more",
                        rest.size() > PAGE_MAX));
    }

    private synchronized Answer post(String path, @Nullable String key, Map<String, String> parameters) {
        var parts = path.split("/", -1);
        if (path.startsWith("/v1/checkout/sessions/") && parts.length == 6 && parts[5].equals("expire")) {
            require(parameters, Set.of(), Set.of());
            return expire(existing(parts[4]));
        }
        if (key == null) {
            throw new Refused(400, "invalid_request_error", "idempotency_key", "This double wants an Idempotency-Key.");
        }
        var request = path + "?" + new TreeMap<>(parameters);
        var earlier = kept.get(key);
        if (earlier != null && !earlier.request().equals(request)) {
            throw new Refused(
                    400, "idempotency_error", "idempotency_key", "Keys can only be used with the same parameters.");
        }
        if (earlier != null) {
            return new Answer(earlier.status(), json.readValue(earlier.body(), JSON_OBJECT));
        }
        var made = switch (path) {
            case "/v1/checkout/sessions" -> open(parameters);
            case "/v1/refunds" -> refund(parameters);
            default -> throw unknown(path);
        };
        kept.put(key, new Kept(request, 200, json.writeValueAsString(made)));
        return new Answer(200, made);
    }

    private Map<String, Object> open(Map<String, String> parameters) {
        require(parameters, PAGE_REQUIRED, PAGE_OPTIONAL);
        check("payment".equals(parameters.get("mode")), "mode");
        var currency = parameters.getOrDefault("line_items[0][price_data][currency]", "");
        check(currency.matches("[a-z]{3}"), "currency");
        check(parameters.getOrDefault("success_url", "").matches("https?://.+"), "success_url");
        var suffix = parameters.get("payment_intent_data[statement_descriptor_suffix]");
        check(suffix == null || STATEMENT_SUFFIX.matcher(suffix).matches(), "statement_descriptor_suffix");
        var amount = number(parameters, "line_items[0][price_data][unit_amount]")
                * number(parameters, "line_items[0][quantity]");
        check(amount > 0, "unit_amount");
        var now = clock.instant();
        var closing = parameters.containsKey("expires_at")
                ? Instant.ofEpochSecond(number(parameters, "expires_at"))
                : now.plus(PAGE_LENGTH_MAX);
        check(
                !closing.isBefore(now.plus(PAGE_LENGTH_MIN)) && !closing.isAfter(now.plus(PAGE_LENGTH_MAX)),
                "expires_at");
        var id = "cs_test_" + number();
        var session = new ConcurrentHashMap<String, Object>(Map.of(
                "id",
                id,
                "object",
                "checkout.session",
                "url",
                url() + "/pay/" + id,
                "status",
                "open",
                "payment_status",
                "unpaid",
                "amount_total",
                amount,
                "currency",
                currency,
                "expires_at",
                closing.getEpochSecond(),
                "metadata",
                Map.of("parkapp_charge", parameters.getOrDefault("metadata[parkapp_charge]", "")),
                "asked",
                Map.copyOf(parameters)));
        sessions.put(id, session);
        return session;
    }

    private Answer expire(Map<String, Object> session) {
        if (!"open".equals(session.get("status"))) {
            throw new Refused(400, "invalid_request_error", "status", "Only open Checkout Sessions can be expired.");
        }
        session.put("status", "expired");
        return new Answer(200, Map.copyOf(session));
    }

    private Map<String, Object> refund(Map<String, String> parameters) {
        require(parameters, REFUND_REQUIRED, REFUND_OPTIONAL);
        var payment = parameters.getOrDefault("payment_intent", "");
        var session = having(sessions, "payment_intent", payment).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(
                        404, "invalid_request_error", "resource_missing", "No such payment_intent: " + payment));
        var amount = number(parameters, "amount");
        var given = having(refunds, "payment_intent", payment).stream()
                .filter(each -> !"failed".equals(each.get("status")))
                .mapToLong(each -> (long) each.getOrDefault("amount", 0L))
                .sum();
        if (amount <= 0 || given + amount > (long) session.getOrDefault("amount_total", 0L)) {
            throw new Refused(
                    400,
                    "invalid_request_error",
                    "amount_too_large",
                    "Refund amount is greater than unrefunded amount on charge.");
        }
        var id = "re_" + number();
        var refund = new ConcurrentHashMap<String, Object>(Map.of(
                "id", id,
                "object", "refund",
                "payment_intent", payment,
                "amount", amount,
                "currency", session.getOrDefault("currency", "eur"),
                "status", refundStatus,
                "metadata", Map.of("parkapp_refund", parameters.getOrDefault("metadata[parkapp_refund]", ""))));
        refunds.put(id, refund);
        return refund;
    }

    private Map<String, Object> existing(String id) {
        var session = sessions.get(id);
        if (session == null) {
            throw new Refused(404, "invalid_request_error", "resource_missing", "No such checkout.session: " + id);
        }
        return session;
    }

    private static void require(Map<String, String> given, Set<String> required, Set<String> optional) {
        for (var name : given.keySet()) {
            if (!required.contains(name) && !optional.contains(name)) {
                throw new Refused(
                        400, "invalid_request_error", "parameter_unknown", "Received unknown parameter: " + name);
            }
        }
        for (var name : required) {
            if (given.getOrDefault(name, "").isEmpty()) {
                throw new Refused(400, "invalid_request_error", "parameter_missing", "Missing required param: " + name);
            }
        }
    }

    private static void check(boolean isFine, String parameter) {
        if (!isFine) {
            throw new Refused(400, "invalid_request_error", "parameter_invalid", "Invalid " + parameter);
        }
    }

    private static Refused unknown(String path) {
        return new Refused(404, "invalid_request_error", "resource_missing", "Unrecognized request URL: " + path);
    }

    private static Answer error(int status) {
        return new Answer(status, Map.of("error", Map.of("type", "api_error", "message", "This double has trouble.")));
    }

    private static Answer list(List<Map<String, Object>> items) {
        return new Answer(200, Map.of("object", "list", "data", items, "has_more", false));
    }

    private static List<Map<String, Object>> having(
            Map<String, Map<String, Object>> things, String field, @Nullable String value) {
        return things.values().stream()
                .filter(each -> value != null && value.equals(each.get(field)))
                .toList();
    }

    private static Object metadata(Map<String, Object> thing) {
        return thing.getOrDefault("metadata", Map.of());
    }

    private static Map<String, String> parameters(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return Map.of();
        }
        return List.of(encoded.split("&", -1)).stream()
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(
                        each -> URLDecoder.decode(each[0], StandardCharsets.UTF_8),
                        each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8),
                        (first, second) -> {
                            throw new IllegalStateException("a parameter twice");
                        },
                        LinkedHashMap::new));
    }

    private static long number(Map<String, String> parameters, String name) {
        try {
            return Long.parseLong(parameters.getOrDefault(name, ""));
        } catch (NumberFormatException none) {
            throw new Refused(400, "invalid_request_error", "parameter_invalid_integer", "Invalid integer: " + name);
        }
    }

    private String number() {
        return "%08d".formatted(lastNumber.incrementAndGet());
    }

    private static void sleep(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
