package io.parkapp;

import io.parkapp.accounts.Permission;
import io.parkapp.accounts.Public;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Reason;
import io.parkapp.platform.Refuses;
import io.parkapp.platform.Versioned;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/// Tells of each operation what its annotations and parameters mean for callers: who may, which headers go in and come
/// out, and every problem that can be the answer.
@Component
class ApiOperations implements GlobalOperationCustomizer {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int IDEMPOTENCY_KEY_LENGTH_MAX = 200;
    private static final Map<String, String> PARAMETERS = Map.of(
            "limit",
            "How many at most",
            "cursor",
            "The `nextCursor` of the page before; absent for the first page",
            HttpHeaders.IF_MATCH,
            "The `ETag` of what was read: refused with 412 when it has changed since");

    private final ApiProblems problems = new ApiProblems();

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        operation.setOperationId(method.getMethod().getName());
        var ownTag = method.getMethodAnnotation(Tag.class);
        if (ownTag != null) {
            operation.setTags(List.of(ownTag.name()));
        }
        describeAccess(operation, method);
        describeParameters(operation);
        if (method.hasMethodAnnotation(Idempotent.class)) {
            operation.addParametersItem(idempotencyKey());
        }
        describeAnswer(operation, method);
        problems.responses(reasons(operation, method), path(method)).forEach(operation.getResponses()::addApiResponse);
        return operation;
    }

    private static void describeAccess(Operation operation, HandlerMethod method) {
        var required = method.getMethodAnnotation(RequiresPermission.class);
        if (method.hasMethodAnnotation(Public.class)) {
            operation.setSecurity(List.of());
        } else if (required != null) {
            var permissions = Arrays.stream(required.value())
                    .map(Permission::text)
                    .collect(Collectors.joining("` or `", "Needs the permission `", "`."));
            var description = operation.getDescription();
            operation.setDescription(description == null ? permissions : description + "\n\n" + permissions);
        }
    }

    private static void describeParameters(Operation operation) {
        if (operation.getParameters() != null) {
            for (var parameter : operation.getParameters()) {
                if (parameter.getDescription() == null) {
                    parameter.setDescription(PARAMETERS.get(parameter.getName()));
                }
            }
        }
    }

    private static Parameter idempotencyKey() {
        return new Parameter()
                .in("header")
                .name(IDEMPOTENCY_KEY)
                .required(false)
                .description(
                        "Of the client's choice, a UUID at best. Sending the request again under the same key has no"
                                + " further effect and gets the same answer, for a day.")
                .schema(new StringSchema().minLength(1).maxLength(IDEMPOTENCY_KEY_LENGTH_MAX));
    }

    private static void describeAnswer(Operation operation, HandlerMethod method) {
        var answer = operation.getResponses().entrySet().stream()
                .filter(each -> each.getKey().startsWith("2"))
                .findFirst()
                .orElseThrow();
        answer.getValue().setDescription(method.isVoid() ? "Done" : "The answer");
        if (method.getReturnType().getParameterType() == Page.class) {
            answer.getValue()
                    .addHeaderObject(HttpHeaders.LINK, header("Where the next page is, if any: `<…>; rel=\"next\"`"));
        }
        if (method.hasMethodAnnotation(Versioned.class)) {
            answer.getValue().addHeaderObject(HttpHeaders.ETAG, header("Which version this is"));
            if (isRead(method)) {
                operation.addParametersItem(new Parameter()
                        .in("header")
                        .name(HttpHeaders.IF_NONE_MATCH)
                        .required(false)
                        .description("The `ETag` of what is known already")
                        .schema(new StringSchema()));
                operation
                        .getResponses()
                        .addApiResponse("304", new ApiResponse().description("Nothing has changed since"));
            }
        }
        var content = answer.getValue().getContent();
        if (content != null) {
            content.forEach((type, each) -> {
                if (!type.equals("application/json")) {
                    each.setSchema(
                            type.equals("text/event-stream")
                                    ? new StringSchema()
                                    : new StringSchema().format("binary"));
                }
            });
        }
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private Set<Reason> reasons(Operation operation, HandlerMethod method) {
        var reasons = new LinkedHashSet<Reason>();
        var parameters = Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of());
        if (operation.getRequestBody() != null
                || parameters.stream().anyMatch(each -> !each.getIn().equals("path"))) {
            reasons.add(PlatformRefusal.MALFORMED_REQUEST);
        }
        if (!method.hasMethodAnnotation(Public.class)) {
            reasons.add(PlatformRefusal.UNAUTHENTICATED);
        }
        if (method.hasMethodAnnotation(RequiresPermission.class)) {
            reasons.add(PlatformRefusal.FORBIDDEN);
        }
        if (parameters.stream().anyMatch(each -> each.getIn().equals("path"))) {
            reasons.add(PlatformRefusal.NOT_FOUND);
        }
        if (parameters.stream().anyMatch(each -> each.getName().equals(HttpHeaders.IF_MATCH))) {
            reasons.add(PlatformRefusal.PRECONDITION_FAILED);
        }
        if (method.hasMethodAnnotation(Idempotent.class)) {
            reasons.add(PlatformRefusal.IDEMPOTENCY_KEY_REUSED);
        }
        var refuses = method.getMethodAnnotation(Refuses.class);
        if (refuses != null) {
            Arrays.stream(refuses.value()).map(problems::named).forEach(reasons::add);
        }
        return reasons;
    }

    private static boolean isRead(HandlerMethod method) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping != null
                && Arrays.stream(mapping.method())
                        .anyMatch(each -> each.asHttpMethod().equals(HttpMethod.GET));
    }

    /// As an example of what was asked for.
    private static String path(HandlerMethod method) {
        var onClass = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequestMapping.class);
        var onMethod = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        var prefix = onClass == null || onClass.path().length == 0 ? "" : onClass.path()[0];
        var rest = onMethod == null || onMethod.path().length == 0 ? "" : onMethod.path()[0];
        return (prefix + rest).replaceAll("\\{[^}]*}", ApiExamples.ID);
    }
}
