package io.parkapp.platform;

/// Why the server does not start, in words for whoever started it. It is printed as it stands, without a stack trace.
public final class CannotStart extends RuntimeException {
    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
