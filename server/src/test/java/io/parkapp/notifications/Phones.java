package io.parkapp.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Stands for Twilio and Google Chat, as strict as they are: who it is, which fields, how long.
final class Phones implements AutoCloseable {
    static final String ACCOUNT = "AC00000000000000000000000000000000";
    static final String TOKEN = "secret of twilio";
    static final String FROM = "+15005550006";
    static final String SPACE = "/v1/spaces/AAAA/messages?key=k&token=t";

    private static final int BODY_LENGTH_MAX = 1_600;
    private static final int CHAT_BYTES_MAX = 32_000;
    private static final String TEXTED = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";

    final List<Map<String, String>> texts = new CopyOnWriteArrayList<>();
    final List<String> chats = new CopyOnWriteArrayList<>();
    volatile int trouble;

    private final JsonMapper json = new JsonMapper();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Phones() throws IOException {
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "{}");
            } else if (trouble != 0) {
                answer(exchange, trouble, "{\"message\": \"trouble\"}");
            } else if (path.equals(TEXTED)) {
                text(exchange, body);
            } else if (exchange.getRequestURI().toString().equals(SPACE)) {
                chat(exchange, body);
            } else if (SPACE.startsWith(path)) {
                answer(exchange, 401, "{\"error\": {\"status\": \"UNAUTHENTICATED\"}}");
            } else {
                answer(exchange, 404, "{}");
            }
        }
    }

    private void text(HttpExchange exchange, String body) throws IOException {
        var expected = "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(UTF_8));
        var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        var form = Arrays.stream(body.split("&", -1))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(
                        each -> URLDecoder.decode(each[0], UTF_8), each -> URLDecoder.decode(each[1], UTF_8)));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"code\": 20003, \"message\": \"Authenticate\"}");
        } else if (!type.startsWith("application/x-www-form-urlencoded")
                || !form.keySet().equals(java.util.Set.of("To", "From", "Body"))
                || !FROM.equals(form.get("From"))) {
            answer(exchange, 400, "{\"code\": 21602, \"message\": \"a parameter is missing\"}");
        } else if (form.getOrDefault("Body", "").isEmpty()
                || form.getOrDefault("Body", "").length() > BODY_LENGTH_MAX) {
            answer(exchange, 400, "{\"code\": 21617, \"message\": \"body length\"}");
        } else if (!form.getOrDefault("To", "").matches("\\+[1-9]\\d{6,14}")
                || form.getOrDefault("To", "").endsWith("0000")) {
            answer(exchange, 400, "{\"code\": 21211, \"message\": \"The 'To' number is not a valid phone number.\"}");
        } else {
            texts.add(form);
            answer(exchange, 201, "{\"sid\": \"SM0\", \"status\": \"queued\"}");
        }
    }

    private void chat(HttpExchange exchange, String body) throws IOException {
        var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        var message = json.readTree(body);
        if (!type.startsWith("application/json")
                || body.length() > CHAT_BYTES_MAX
                || message.path("text").asString("").isBlank()
                || message.size() != 1) {
            answer(exchange, 400, "{}");
        } else {
            chats.add(message.path("text").asString());
            answer(exchange, 200, "{\"name\": \"spaces/AAAA/messages/1\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
