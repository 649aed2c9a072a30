package io.parkapp;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/// The OpenAPI document: what stands in it beyond what the controllers say themselves.
@Configuration(proxyBeanMethods = false)
class ApiDocument {
    static {
        // Each enum once, by name, so that generated clients have one type for it.
        ModelResolver.enumsAsRef = true;
    }

    private static final String BEARER = "bearer";
    private static final String JSON = "application/json";
    private static final String PAGE = "Page";

    /// In the order of a stay.
    private static final List<Tag> TAGS = List.of(
            tag("auth", "Sign in and stay signed in"),
            tag("me", "One's own account and vehicles"),
            tag("lots", "Car parks and their spots: find them, and look after them"),
            tag("tariffs", "What a stay costs: dated versions, and quotes made from them"),
            tag("reservations", "Reserve a spot; change, cancel, check in, check out; receipt, calendar, QR code"),
            tag("vouchers", "Merchants' validations and promo codes"),
            tag("payments", "Pay what is due"),
            tag("receipts", "Receipts and credit notes: what was issued, and whether a paper is what was issued"),
            tag("desk", "Cash at the desk: drawers, payments, refunds by hand"),
            tag("reports", "How it is going: occupancy, revenue, arrivals"),
            tag("exports", "Lists as files, made in the background"),
            tag("messages", "What people were told, and how they want to be told"),
            tag("operators", "Who runs car parks"),
            tag("accounts", "People and their roles"),
            tag("payouts", "What payment providers paid out, held against what they took"),
            tag("accounting", "Whether it all adds up, and what accountants take away"),
            tag("audit", "Who did what, when"),
            tag("jobs", "What runs in the background"),
            tag("server", "What runs here, and whether it works"));

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("parkapp")
                        .version("0.1.0")
                        .description("""
                                Find a parking spot, reserve it, pay, park, leave, get the receipt; and run car parks.

                                Times are RFC 3339 instants with an offset. Money is whole minor units (cents, paise) \
                                with its currency. What is absent is left out, never null. Whatever is refused is \
                                answered with an RFC 9457 problem; its `type` says which. Lists come in pages: send \
                                `nextCursor` back as `cursor`, or follow the `Link` header.""")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .tags(TAGS)
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("The `accessToken` of a sign-in, good for 15 minutes")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    GlobalOpenApiCustomizer completion() {
        return document -> {
            document.setTags(used(document));
            var schemas = document.getComponents().getSchemas();
            new ApiProblems().schemas().forEach(schemas::put);
            namePages(document);
            var examples = new ApiExamples(schemas);
            operations(document).forEach(each -> addExamples(each, examples));
            document.getComponents().setSchemas(new TreeMap<>(schemas));
        };
    }

    private static List<Tag> used(OpenAPI document) {
        var names = operations(document)
                .flatMap(each -> each.getTags().stream())
                .distinct()
                .toList();
        return TAGS.stream().filter(each -> names.contains(each.getName())).toList();
    }

    /// A page of reservations is a ReservationPage, rather than a PageReservation. Pages stand in answers only.
    private static void namePages(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        contents(document)
                .map(MediaType::getSchema)
                .filter(each -> each != null && each.get$ref() != null)
                .forEach(each -> {
                    var name = Objects.requireNonNull(StringUtils.getFilename(each.get$ref()));
                    if (name.startsWith(PAGE) && name.length() > PAGE.length()) {
                        var better = name.substring(PAGE.length()) + PAGE;
                        var schema = schemas.remove(name);
                        if (schema != null) {
                            schemas.put(better, schema);
                        }
                        each.set$ref(better);
                    }
                });
    }

    private static void addExamples(Operation operation, ApiExamples examples) {
        if (operation.getRequestBody() != null) {
            addExample(operation.getRequestBody().getContent(), examples);
        }
        operation.getResponses().values().forEach(each -> addExample(each.getContent(), examples));
    }

    private static void addExample(@Nullable Content content, ApiExamples examples) {
        var json = content == null ? null : content.get(JSON);
        if (json != null && json.getExample() == null && json.getExamples() == null) {
            json.setExample(examples.of(json.getSchema()));
        }
    }

    private static Stream<MediaType> contents(OpenAPI document) {
        return operations(document)
                .flatMap(each -> each.getResponses().values().stream())
                .flatMap(each -> each.getContent() == null ? Stream.of() : each.getContent().values().stream());
    }

    private static Stream<Operation> operations(OpenAPI document) {
        return document.getPaths().values().stream().flatMap(each -> each.readOperations().stream());
    }

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }
}
