package io.parkapp.notifications;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Stands for the push service of a browser's maker, as strict as they are: whose key, signed for whom and how long,
/// how large, how encrypted. And it looks into the message, as only the browser could.
final class PushService implements AutoCloseable {
    private static final Pattern VAPID = Pattern.compile("vapid t=([\\w-]+\\.[\\w-]+)\\.([\\w-]+), ?k=([\\w-]+)");
    private static final int BODY_BYTES_MAX = 4_096;
    private static final int BROKEN_OFF_BYTES = 1_000_000;
    private static final Duration SIGNED_FOR_MAX = Duration.ofHours(24);

    /// @param topic what it replaces
    record Shown(String browser, JsonNode note, long ttlSeconds, String urgency, String topic) {}

    /// What one browser's subscription is answered.
    ///
    /// @param words the beginning of an answer that breaks off; blank for one without a body
    record Trouble(int status, Map<String, String> headers, String words) {
        Trouble(int status) {
            this(status, Map.of(), "");
        }

        static Trouble with(int status, String header, String value) {
            return new Trouble(status, Map.of(header, value), "");
        }
    }

    final List<Shown> shown = new CopyOnWriteArrayList<>();
    final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    /// Which subscriptions were asked for, whatever the answer.
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();

    private final Map<String, BrowserDouble> browsers = new ConcurrentHashMap<>();
    private final JsonMapper json = new JsonMapper();
    private final String key;
    private final Clock clock;
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    /// @param key with which all of its browsers subscribed
    PushService(String key, Clock clock) throws IOException {
        this.key = key;
        this.clock = clock;
        server.createContext("/", this::handle);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// @return its endpoint
    String subscribe(String name, BrowserDouble browser) {
        browsers.put(name, browser);
        return origin() + "/" + name;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var name = exchange.getRequestURI().getPath().substring(1);
            var trouble = troubles.get(name);
            calls.add(name);
            if (trouble == null) {
                exchange.sendResponseHeaders(receive(exchange, name, body), -1);
            } else {
                answer(exchange, trouble);
            }
        }
    }

    private static void answer(HttpExchange exchange, Trouble trouble) throws IOException {
        trouble.headers().forEach(exchange.getResponseHeaders()::set);
        if (trouble.words().isBlank()) {
            exchange.sendResponseHeaders(trouble.status(), -1);
        } else {
            exchange.sendResponseHeaders(trouble.status(), BROKEN_OFF_BYTES);
            exchange.getResponseBody().write(trouble.words().getBytes(US_ASCII));
            exchange.getResponseBody().flush();
        }
    }

    private int receive(HttpExchange exchange, String name, byte[] body) {
        var headers = exchange.getRequestHeaders();
        var browser = browsers.get(name);
        if (browser == null) {
            return 404;
        }
        if (body.length > BODY_BYTES_MAX) {
            return refused(413, "too large");
        }
        if (!"aes128gcm".equals(headers.getFirst("Content-Encoding"))
                || !"POST".equals(exchange.getRequestMethod())
                || !String.valueOf(headers.getFirst("TTL")).matches("[0-9]+")
                || !String.valueOf(headers.getFirst("Topic")).matches("[\\w-]{1,32}")
                || !String.valueOf(headers.getFirst("Urgency")).matches("very-low|low|normal|high")) {
            return refused(400, "a header is missing or malformed");
        }
        try {
            requireSigned(String.valueOf(headers.getFirst("Authorization")));
            var note = json.readTree(browser.read(body));
            shown.add(new Shown(
                    name,
                    note,
                    Long.parseLong(headers.getFirst("TTL")),
                    headers.getFirst("Urgency"),
                    headers.getFirst("Topic")));
            return 201;
        } catch (GeneralSecurityException | RuntimeException forged) {
            return refused(401, forged.toString());
        }
    }

    private void requireSigned(String authorization) throws GeneralSecurityException {
        var parts = VAPID.matcher(authorization);
        require(parts.matches(), "not VAPID: " + authorization);
        require(parts.group(3).equals(key), "another key than the browser subscribed with");
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(BrowserDouble.publicKey(BrowserDouble.bytes(key)));
        signature.update(parts.group(1).getBytes(US_ASCII));
        require(signature.verify(BrowserDouble.bytes(parts.group(2))), "not signed by that key");
        var token = parts.group(1).split("\\.", 2);
        require(
                "ES256"
                        .equals(json.readTree(BrowserDouble.bytes(token[0]))
                                .path("alg")
                                .asString("")),
                "not ES256");
        var claims = json.readTree(BrowserDouble.bytes(token[1]));
        var expires = Instant.ofEpochSecond(claims.path("exp").asLong());
        require(claims.path("aud").asString("").equals(origin()), "meant for somebody else: " + claims);
        require(
                expires.isAfter(clock.instant())
                        && !expires.isAfter(clock.instant().plus(SIGNED_FOR_MAX)),
                "over, or for too long: " + claims);
        require(claims.path("sub").asString("").startsWith("mailto:"), "nobody to complain to: " + claims);
    }

    private static void require(boolean isRight, String otherwise) throws GeneralSecurityException {
        if (!isRight) {
            throw new GeneralSecurityException(otherwise);
        }
    }

    private int refused(int status, String why) {
        refusals.add(why);
        return status;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
