package io.parkapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Speaks HTTP with the server under test, like any client: `http.as(person.token()).post("/api/…", Map.of(…))`.
/// Never changed: [#as] and [#with] give another one. Keeps no cookies.
@TestComponent
public class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Supplier<String> port;
    private final JsonMapper json;
    private final List<String> headers;

    @Autowired
    Http(Environment environment, JsonMapper json) {
        this(() -> environment.getRequiredProperty("local.server.port"), json, List.of());
    }

    private Http(Supplier<String> port, JsonMapper json, List<String> headers) {
        this.port = port;
        this.json = json;
        this.headers = headers;
    }

    /// With another server of this machine.
    public static Http at(int port) {
        return new Http(() -> String.valueOf(port), new JsonMapper(), List.of());
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Answer(int status, HttpHeaders headers, byte[] bytes, JsonNode json) {
        public @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /// The value at a path like `items.0.name`; missing where there is none.
        public JsonNode at(String path) {
            return json.at("/" + path.replace('.', '/'));
        }

        /// `spot-taken` of a problem, or else empty.
        public String problem() {
            return json.path("type").asString("").replace("/problems/", "");
        }

        @Override
        public String toString() {
            return status + " " + text();
        }
    }

    public Http as(String accessToken) {
        return with("Authorization", "Bearer " + accessToken);
    }

    public Http with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.addAll(List.of(header, value));
        return new Http(port, json, List.copyOf(more));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    /// @param body anything that becomes JSON: a map, a record, a node; a String is sent as it is
    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer delete(String path, Object body) {
        return send("DELETE", path, body);
    }

    public URI address(String path) {
        return URI.create("http://localhost:" + port.get() + path);
    }

    public Answer send(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(address(path)).timeout(TIMEOUT);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            if (!headers.contains("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            var text = body instanceof String given ? given : json.writeValueAsString(body);
            request.method(method, BodyPublishers.ofString(text));
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    response.body(),
                    parse(response.headers(), response.body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private JsonNode parse(HttpHeaders headers, byte[] body) {
        var type = headers.firstValue("Content-Type").orElse("");
        return type.contains("json") && body.length > 0 ? json.readTree(body) : MissingNode.getInstance();
    }

    /// A body of one field after another: `body("name", "Uma", "email", …)`.
    public static Map<String, Object> body(Object... namesAndValues) {
        var body = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            body.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return body;
    }
}
