package io.parkapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The API's document is valid and complete, and the one that the web page's client is made from is the one served.
@ParkappTest
class OpenApiTest {
    private static final Path COMMITTED = Path.of("..", "web", "openapi.json");
    private static final String UPDATE = "update-openapi";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Http http;
    private final RequestMappingHandlerMapping mapping;

    OpenApiTest(Http http, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.http = http;
        this.mapping = mapping;
    }

    /// An operation as the document tells it.
    private record Operation(String name, JsonNode node) {
        @Override
        public String toString() {
            return name;
        }
    }

    private JsonNode served() {
        return http.get("/api/openapi.json").json();
    }

    private List<Operation> operations() {
        return served().path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(each -> new Operation(each.getKey() + " " + path.getKey(), each.getValue())))
                .toList();
    }

    @Test
    void the_page_is_made_for_the_api_that_is_served() throws IOException {
        var served = JSON.writeValueAsString(served()) + "\n";
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(COMMITTED, served);
        }
        assertThat(JSON.readTree(Files.readString(COMMITTED)))
                .as(
                        "web/openapi.json is not what the server says; to update it: "
                                + "./mvnw test -Dtest=OpenApiTest -D%s=true",
                        UPDATE)
                .isEqualTo(JSON.readTree(served));
    }

    @Test
    void the_document_is_valid() {
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed =
                new OpenAPIV3Parser().readContents(http.get("/api/openapi.json").text(), null, options);
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
    }

    @Test
    void every_reference_leads_somewhere() {
        var document = served();
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(document.at(each.substring(1)).isMissingNode())
                        .as(each)
                        .isFalse());
    }

    @Test
    void every_endpoint_is_described_under_its_method_s_name() {
        var handlers = mapping.getHandlerMethods().values().stream()
                .filter(each -> each.getBeanType().getPackageName().startsWith("io.parkapp"))
                .filter(each -> !each.getBeanType().isAnnotationPresent(io.swagger.v3.oas.annotations.Hidden.class))
                .map(each -> each.getMethod().getName())
                .toList();
        assertThat(operations())
                .extracting(each -> each.node().path("operationId").asString())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(handlers);
    }

    @Test
    void every_operation_has_a_summary_and_a_known_tag() {
        var tags = served().path("tags").findValuesAsString("name");
        assertThat(operations()).allSatisfy(each -> {
            assertThat(each.node().path("summary").asString("")).isNotBlank();
            assertThat(each.node().path("tags").valueStream().map(JsonNode::asString))
                    .hasSize(1)
                    .isSubsetOf(tags);
        });
    }

    @Test
    void every_operation_declares_its_answer_with_a_schema_and_an_example() {
        assertThat(operations()).allSatisfy(each -> {
            var successes = responses(each, "2");
            assertThat(successes).hasSize(1);
            var content = successes.getFirst().path("content");
            if (!each.node().path("responses").has("204")) {
                assertThat(content.isEmpty() && !isWithoutBody(each)).isFalse();
            }
            requireSchemaAndExample(content);
            requireSchemaAndExample(each.node().path("requestBody").path("content"));
        });
    }

    /// What tells by its status alone.
    private static boolean isWithoutBody(Operation operation) {
        return operation.name().contains("/webhooks/");
    }

    private static void requireSchemaAndExample(JsonNode content) {
        content.propertyStream().forEach(each -> {
            assertThat(each.getValue().path("schema").isEmpty()).as("no schema").isFalse();
            if (each.getKey().equals("application/json")) {
                assertThat(each.getValue().path("example").isMissingNode())
                        .as("no example: give each text in it a @Schema(example = …)")
                        .isFalse();
            }
        });
    }

    @Test
    void every_operation_declares_its_problems_with_examples() {
        assertThat(operations()).allSatisfy(each -> {
            var problems = Stream.of("4", "5")
                    .flatMap(kind -> responses(each, kind).stream())
                    .toList();
            if (!isAlwaysAnswered(each)) {
                assertThat(problems).isNotEmpty();
            }
            assertThat(problems).allSatisfy(problem -> {
                var content = problem.path("content").path("application/problem+json");
                assertThat(content.at("/schema/$ref").asString("")).endsWith("/Problem");
                assertThat(content.path("examples").isEmpty()).isFalse();
            });
            var isPublic = each.node().has("security");
            assertThat(each.node().path("responses").has("401")).isEqualTo(!isPublic || hasOwn401(each));
        });
    }

    /// Public, without parameters, and refused to nobody.
    private static boolean isAlwaysAnswered(Operation operation) {
        return operation.node().path("tags").toString().contains("server")
                || operation.node().path("operationId").asString().equals("tariffSchema");
    }

    /// Public, and yet one can fail to prove who one is.
    private static boolean hasOwn401(Operation operation) {
        return List.of("login", "refresh", "searchLots")
                .contains(operation.node().path("operationId").asString());
    }

    private static List<JsonNode> responses(Operation operation, String kind) {
        var found = new ArrayList<JsonNode>();
        operation
                .node()
                .path("responses")
                .propertyStream()
                .filter(each -> each.getKey().startsWith(kind))
                .forEach(each -> found.add(each.getValue()));
        return found;
    }

    @Test
    void what_may_be_absent_is_optional_and_the_rest_required() {
        var reservation = served().at("/components/schemas/Reservation");
        var required = reservation
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(required).contains("id", "price", "driveUp").doesNotContain("holdUntil", "driver", "runningCost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/docs", "/api/swagger-ui/index.html"})
    void the_documentation_can_be_read_in_a_browser(String path) {
        assertThat(http.get(path).status()).isIn(200, 302);
    }
}
