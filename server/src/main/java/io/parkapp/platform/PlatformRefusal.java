package io.parkapp.platform;

/// Reasons that any endpoint may have, and those of jobs.
public enum PlatformRefusal implements Reason {
    MALFORMED_REQUEST(Kind.MALFORMED, "The request cannot be read as it is."),
    UNAUTHENTICATED(Kind.UNAUTHENTICATED, "Sign in first."),
    FORBIDDEN(Kind.FORBIDDEN, "Your permissions do not cover this."),
    NOT_FOUND(Kind.NOT_FOUND, "There is nothing here, or nothing that you may see."),
    PRECONDITION_FAILED(Kind.PRECONDITION, "It was changed since you read it; read it again."),
    PAYLOAD_TOO_LARGE(Kind.TOO_LARGE, "The request is larger than any that is needed here."),
    TOO_MANY_REQUESTS(Kind.TOO_MANY, "Too many requests; wait a moment."),
    IDEMPOTENCY_KEY_REUSED(Kind.RULE, "This Idempotency-Key was used for another request."),
    JOB_NOT_RETRYABLE(Kind.CONFLICT, "It runs already, or waits for its time without having failed."),
    JOB_NOT_CANCELLABLE(Kind.CONFLICT, "It has ended, or must be done once it is due.");

    private final Kind kind;
    private final String text;

    PlatformRefusal(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String text() {
        return text;
    }
}
