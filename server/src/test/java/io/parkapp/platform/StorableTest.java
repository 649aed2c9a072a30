package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What PostgreSQL cannot keep is refused, wherever the API takes it.
@ParkappTest
class StorableTest {
    private static final Map<String, String> USUAL = Map.of("date", "2026-12-01", "date-time", "2026-12-01T09:00:00Z");

    private final Http http;
    private final Http admin;

    StorableTest(Http http, People people) {
        this.http = http;
        this.admin = http.as(people.platformAdmin().token());
    }

    /// @param path with everything in it but the time's value, which is where %s stands
    private record Query(String path, String field, String format) {}

    private record Body(String method, String path, String field, String format) {}

    @ParameterizedTest
    @ValueSource(strings = {"+300000-01-01", "-100000-01-01", "1969-12-31", "9999-01-01"})
    void a_day_or_a_time_of_another_age_is_refused_by_its_name_wherever_one_is_taken(String day) {
        for (var each : queries()) {
            var answer = admin.get(each.path()
                    .replace("%s", URLEncoder.encode(of(day, each.format()), StandardCharsets.UTF_8)));
            assertRefused(answer, each.field(), each.path());
        }
        for (var each : bodies()) {
            var answer = admin.send(each.method(), each.path(), Map.of(each.field(), of(day, each.format())));
            assertRefused(answer, each.field(), each.path());
        }
    }

    @Test
    void the_api_takes_times_in_queries_and_in_bodies() {
        assertThat(queries()).hasSizeGreaterThan(25);
        assertThat(bodies()).hasSizeGreaterThan(12);
    }

    @Test
    void what_is_finer_than_a_microsecond_is_cut_off() {
        var answer = http.get("/api/lots?from=2030-01-01T09:00:00.0000001Z&until=2030-01-01T09:00:00.0000009Z");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"until\"", "must be after the start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "+300000-01-01T00:00:00Z\nx", "x"})
    void a_cursor_that_is_none_of_ours_is_refused(String text) {
        var cursor = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        for (var path : List.of("/api/reservations", "/api/lots", "/api/receipts", "/api/accounts", "/api/audit")) {
            assertRefused(admin.get(path + "?cursor=" + cursor), "cursor", path);
        }
    }

    private static void assertRefused(Http.Answer answer, String field, String where) {
        assertThat(answer.status())
                .as("%s of %s: %s", field, where, answer.text())
                .isEqualTo(400);
        assertThat(answer.at("errors.0.field").asString()).as(where).isEqualTo(field);
    }

    private static String of(String day, String format) {
        return format.equals("date") ? day : day + "T00:00:00Z";
    }

    private List<Query> queries() {
        var queries = new ArrayList<Query>();
        var document = openApi();
        document.path("paths").propertyStream().forEach(path -> {
            var parameters = path.getValue().path("get").path("parameters");
            for (var each : parameters) {
                var format = format(each.path("schema"));
                if (each.path("in").asString().equals("query") && USUAL.containsKey(format)) {
                    var name = each.path("name").asString();
                    queries.add(
                            new Query(filled(path.getKey()) + "?" + query(document, parameters, name), name, format));
                }
            }
        });
        return queries;
    }

    private List<Body> bodies() {
        var document = openApi();
        var bodies = new ArrayList<Body>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue().propertyStream().forEach(operation -> {
                    var schema = operation.getValue().at("/requestBody/content/application~1json/schema");
                    var known =
                            document.at(schema.path("$ref").asString("#/none").substring(1));
                    known.path("properties").propertyStream().forEach(property -> {
                        if (USUAL.containsKey(format(property.getValue()))) {
                            bodies.add(new Body(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    filled(path.getKey()),
                                    property.getKey(),
                                    format(property.getValue())));
                        }
                    });
                }));
        return bodies;
    }

    /// All that is required has some value that can be read; the one looked at has %s.
    private static String query(JsonNode document, JsonNode parameters, String field) {
        return parameters
                .valueStream()
                .filter(each -> each.path("in").asString().equals("query"))
                .filter(each -> each.path("required").asBoolean()
                        || each.path("name").asString().equals(field))
                .map(each -> each.path("name").asString() + "="
                        + (each.path("name").asString().equals(field)
                                ? "%s"
                                : usual(resolved(document, each.path("schema")))))
                .collect(Collectors.joining("&"));
    }

    private static String usual(JsonNode schema) {
        return USUAL.getOrDefault(format(schema), schema.path("enum").path(0).asString("x"));
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    private static String format(JsonNode schema) {
        return schema.path("format").asString("");
    }

    private static String filled(String path) {
        return path.replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }

    private JsonNode openApi() {
        return http.get("/api/openapi.json").json();
    }
}
