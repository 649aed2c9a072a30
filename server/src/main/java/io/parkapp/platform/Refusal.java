package io.parkapp.platform;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A "no" of the domain. Thrown, so that it rolls the transaction back and cannot be lost on its way to the answer.
public class Refusal extends RuntimeException {
    private final Reason reason;
    private final List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    public Refusal(Reason reason) {
        this(reason, reason.text());
    }

    /// With a detail of this case, where the reason's own sentence says too little.
    public Refusal(Reason reason, String detail) {
        this(reason, detail, List.of(), null);
    }

    private Refusal(Reason reason, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.reason = reason;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /// A value that the request's shape allows but its meaning does not, named by its field.
    public static Refusal field(String field, String message) {
        return new Refusal(
                PlatformRefusal.MALFORMED_REQUEST,
                "The request has a field that cannot be accepted.",
                List.of(new FieldError(field, message)),
                null);
    }

    public static Refusal field(Reason reason, String field, String message) {
        return new Refusal(reason, reason.text(), List.of(new FieldError(field, message)), null);
    }

    /// Several values that cannot be accepted.
    public static Refusal fields(List<FieldError> errors) {
        return fields(PlatformRefusal.MALFORMED_REQUEST, errors);
    }

    public static Refusal fields(Reason reason, List<FieldError> errors) {
        return new Refusal(reason, reason.text(), errors, null);
    }

    public static Refusal tooMany(Duration retryAfter) {
        return new Refusal(
                PlatformRefusal.TOO_MANY_REQUESTS, PlatformRefusal.TOO_MANY_REQUESTS.text(), List.of(), retryAfter);
    }

    public Reason reason() {
        return reason;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /// What is wrong with one field of a request; nested fields are written as a path, `levels[0].ranges[1].last`.
    public record FieldError(String field, String message) {}
}
