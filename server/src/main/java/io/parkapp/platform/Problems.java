package io.parkapp.platform;

import io.parkapp.platform.Refusal.FieldError;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Turns whatever went wrong into an RFC 9457 problem. The one place that knows how.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String INVALID = "The request has fields that cannot be accepted.";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal, HttpServletRequest request) {
        var headers = new HttpHeaders();
        var retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
        }
        var reason = refusal.reason();
        if (reason.kind() == Reason.Kind.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        var message = Objects.requireNonNullElse(refusal.getMessage(), reason.text());
        return answer(problem(reason.kind().status(), reason.slug(), message, refusal.errors(), request), headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidBody(MethodArgumentNotValidException invalid, HttpServletRequest request) {
        return malformed(
                request,
                invalid.getBindingResult().getFieldErrors().stream()
                        .map(each -> new FieldError(
                                each.getField(), Objects.requireNonNullElse(each.getDefaultMessage(), "is not valid")))
                        .toList());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidParameter(
            HandlerMethodValidationException invalid, HttpServletRequest request) {
        return malformed(
                request,
                invalid.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream()
                                .map(each -> new FieldError(
                                        Objects.requireNonNullElse(
                                                result.getMethodParameter().getParameterName(), "request"),
                                        Objects.requireNonNullElse(each.getDefaultMessage(), "is not valid"))))
                        .toList());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidValue(ConstraintViolationException invalid, HttpServletRequest request) {
        return malformed(
                request,
                invalid.getConstraintViolations().stream()
                        .map(each -> new FieldError(each.getPropertyPath().toString(), each.getMessage()))
                        .toList());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        var inPath = request.getRequestURI().contains("/" + wrong.getValue());
        if (inPath) {
            return answer(reason(PlatformRefusal.NOT_FOUND, request), new HttpHeaders());
        }
        return malformed(request, List.of(new FieldError(wrong.getName(), expected(wrong.getRequiredType()))));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return malformed(request, List.of(new FieldError(missing.getParameterName(), "is required")));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            // A body that turned out too large while it was read.
            if (cause instanceof Refusal refusal) {
                return refused(refusal, request);
            }
        }
        return malformed(request, List.of(bodyError(unreadable.getCause())));
    }

    /// A form that is not UTF-8; queries are looked at before.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableForm(InvalidParameterException unreadable, HttpServletRequest request) {
        return answer(reason(PlatformRefusal.MALFORMED_REQUEST, request), new HttpHeaders());
    }

    /// What Spring itself refuses: unknown paths, methods, media types.
    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<ProblemDetail> other(Exception other, HttpServletRequest request) {
        if (other instanceof AsyncRequestNotUsableException) {
            return null;
        }
        if (other instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            var detail = Objects.requireNonNullElse(known.getBody().getDetail(), status.getReasonPhrase());
            return answer(problem(status, slug(status), detail, List.of(), request), known.getHeaders());
        }
        if (isBusy(other)) {
            LOG.warn("gave up on {} {}: {}", request.getMethod(), request.getRequestURI(), other.getMessage());
            return busy(request);
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), other);
        return answer(
                problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "Something went wrong on our side; nothing was changed.",
                        List.of(),
                        request),
                new HttpHeaders());
    }

    /// Whether the same may well succeed in a moment: the database gave a transaction up for others, has no connection
    /// left, or cannot be reached. Whatever was begun is rolled back.
    static boolean isBusy(@Nullable Throwable failed) {
        for (var cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyFailureException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof DataAccessResourceFailureException) {
                return true;
            }
        }
        return false;
    }

    static ResponseEntity<ProblemDetail> busy(HttpServletRequest request) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return answer(
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "busy",
                        "The system is busy; nothing was changed. Try again.",
                        List.of(),
                        request),
                headers);
    }

    /// For filters, which run before any controller and so beyond this advice.
    public static ProblemDetail reason(Reason reason, HttpServletRequest request) {
        return problem(reason.kind().status(), reason.slug(), reason.text(), List.of(), request);
    }

    /// Of an answer that no controller gave: the container refused, or something failed on the way.
    static ProblemDetail status(HttpStatus status, HttpServletRequest request) {
        if (status.is5xxServerError()) {
            return problem(status, "internal-error", "Something went wrong on our side.", List.of(), request);
        }
        return problem(status, slug(status), status.getReasonPhrase(), List.of(), request);
    }

    private static String slug(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> PlatformRefusal.MALFORMED_REQUEST.slug();
            case CONTENT_TOO_LARGE -> PlatformRefusal.PAYLOAD_TOO_LARGE.slug();
            default -> status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /// For filters too: the whole answer.
    public static void send(Reason reason, HttpServletRequest request, HttpServletResponse response, JsonMapper json)
            throws IOException {
        response.setStatus(reason.kind().status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(reason(reason, request)));
    }

    private static ResponseEntity<ProblemDetail> malformed(HttpServletRequest request, List<FieldError> errors) {
        return answer(
                problem(HttpStatus.BAD_REQUEST, PlatformRefusal.MALFORMED_REQUEST.slug(), INVALID, errors, request),
                new HttpHeaders());
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ProblemDetail problem(
            HttpStatus status, String slug, String detail, List<FieldError> errors, HttpServletRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + slug));
        problem.setTitle(title(slug));
        // Of a forwarded request, such as an error's, the address that was asked for.
        var asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        problem.setInstance(URI.create(asked == null ? request.getRequestURI() : asked.toString()));
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    private static String title(String slug) {
        return Character.toUpperCase(slug.charAt(0)) + slug.substring(1).replace('-', ' ');
    }

    private static FieldError bodyError(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return new FieldError(path(unknown), "is not a known field");
        }
        if (cause instanceof DatabindException mismatch) {
            var root = mismatch.getCause();
            var message = root instanceof IllegalArgumentException && root.getMessage() != null
                    ? root.getMessage()
                    : "has the wrong type or form";
            return new FieldError(path(mismatch), message);
        }
        return new FieldError("body", "is missing or is not valid JSON");
    }

    private static String path(DatabindException exception) {
        var path = new StringBuilder();
        for (var each : exception.getPath()) {
            if (each.getPropertyName() == null) {
                path.append('[').append(each.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(each.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "is not valid";
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> Storable.TIME;
            case "LocalDate" -> Storable.DAY;
            case "UUID" -> "must be an id";
            case "int", "Integer", "long", "Long" -> "must be a whole number";
            case "boolean", "Boolean" -> "must be true or false";
            default -> type.isEnum() ? "must be one of " + String.join(", ", names(type)) : "is not valid";
        };
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> ((Enum<?>) each).name())
                .toList();
    }
}
