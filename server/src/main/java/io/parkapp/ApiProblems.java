package io.parkapp;

import static java.util.stream.Collectors.toMap;

import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Reason;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;

/// Every way in which the API says no, as the documentation tells it.
class ApiProblems {
    static final String SCHEMA = "Problem";
    private static final String FIELD_ERROR_SCHEMA = "FieldError";

    /// What no module refuses, but the framework, or the last resort in `Problems`.
    private static final List<String> OTHER_SLUGS =
            List.of("busy", "internal-error", "method-not-allowed", "not-acceptable", "unsupported-media-type");

    private final Map<String, Reason> reasons = reasons();

    private static Map<String, Reason> reasons() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Reason.class));
        return scan.findCandidateComponents(Parkapp.class.getPackageName()).stream()
                .map(each -> ClassUtils.resolveClassName(String.valueOf(each.getBeanClassName()), null))
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .flatMap(each -> each.isEnum() ? Arrays.stream(each.getEnumConstants()) : Stream.of())
                .map(Reason.class::cast)
                .collect(toMap(Reason::name, each -> each, ApiProblems::same));
    }

    /// Two modules may refuse for the same reason; then it must be of one kind, since it has one address.
    private static Reason same(Reason one, Reason other) {
        if (one.kind() != other.kind()) {
            throw new IllegalStateException(one.name() + " is of two kinds: " + one.kind() + " and " + other.kind());
        }
        return one;
    }

    Reason named(String name) {
        var reason = reasons.get(name);
        if (reason == null) {
            throw new IllegalStateException("@Refuses names " + name + ", which is no Reason of any module");
        }
        return reason;
    }

    SortedSet<String> slugs() {
        var slugs = new TreeSet<>(OTHER_SLUGS);
        reasons.values().forEach(each -> slugs.add(each.slug()));
        return slugs;
    }

    Map<String, Schema<?>> schemas() {
        var field = new ObjectSchema();
        field.setDescription("What is wrong with one field");
        field.addProperty("field", text("Its name, or its path", "until"));
        field.addProperty("message", text("What it must be", "must be after the start"));
        field.setRequired(List.of("field", "message"));
        var type = new StringSchema();
        type.setDescription("Which problem it is, for programs");
        type.setEnum(slugs().stream().map(ApiProblems::type).toList());
        var status = new IntegerSchema();
        status.setDescription("The HTTP status, once more");
        var problem = new ObjectSchema();
        problem.setDescription("Why a request was refused (RFC 9457)");
        problem.addProperty("type", type);
        problem.addProperty("title", text("Which problem it is, in English", "Spot taken"));
        problem.addProperty("status", status);
        problem.addProperty("detail", text("What happened this time, in English", "This spot is already taken."));
        problem.addProperty("instance", text("The path that was asked for", "/api/reservations"));
        problem.addProperty("errors", new ArraySchema().items(new Schema<>().$ref(FIELD_ERROR_SCHEMA)));
        problem.setRequired(List.of("status", "title", "type"));
        return Map.of(FIELD_ERROR_SCHEMA, field, SCHEMA, problem);
    }

    /// One response per status, with an example of each reason.
    Map<String, ApiResponse> responses(Collection<Reason> refused, String path) {
        return refused.stream()
                .collect(Collectors.groupingBy(
                        each -> String.valueOf(each.kind().status().value()),
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), each -> response(each, path))));
    }

    private static ApiResponse response(List<Reason> reasons, String path) {
        var content = new io.swagger.v3.oas.models.media.MediaType().schema(new Schema<>().$ref(SCHEMA));
        reasons.forEach(each -> content.addExamples(each.slug(), example(each, path)));
        var response = new ApiResponse()
                .description(reasons.stream().map(Reason::text).distinct().collect(Collectors.joining(" ")))
                .content(new Content().addMediaType(MediaType.APPLICATION_PROBLEM_JSON_VALUE, content));
        switch (reasons.getFirst().kind().status()) {
            case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE ->
                response.addHeaderObject(
                        HttpHeaders.RETRY_AFTER,
                        new Header()
                                .description("Seconds to wait before asking again")
                                .schema(new IntegerSchema()));
            case UNAUTHORIZED ->
                response.addHeaderObject(
                        HttpHeaders.WWW_AUTHENTICATE,
                        new Header().description("How to sign in").schema(new StringSchema()));
            default -> {
                // No header says more.
            }
        }
        return response;
    }

    private static Example example(Reason reason, String path) {
        var status = reason.kind().status();
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", type(reason.slug()));
        problem.put("title", title(reason.slug()));
        problem.put("status", status.value());
        problem.put("detail", reason.text());
        problem.put("instance", path);
        if (reason == PlatformRefusal.MALFORMED_REQUEST && status == HttpStatus.BAD_REQUEST) {
            problem.put("errors", List.of(Map.of("field", "until", "message", "must be after the start")));
        }
        return new Example().summary(reason.text()).value(problem);
    }

    private static Schema<?> text(String description, String example) {
        var schema = new StringSchema();
        schema.setDescription(description);
        schema.setExample(example);
        return schema;
    }

    private static String type(String slug) {
        return "/problems/" + slug;
    }

    private static String title(String slug) {
        return Character.toUpperCase(slug.charAt(0)) + slug.substring(1).replace('-', ' ');
    }
}
