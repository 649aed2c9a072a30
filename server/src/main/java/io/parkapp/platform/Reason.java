package io.parkapp.platform;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Why something is refused. Each module lists its reasons in one enum, so that a test can demand a text for each.
public interface Reason {
    String name();

    Kind kind();

    /// One sentence in plain words, for whoever reads the answer without our page.
    String text();

    /// SPOT_TAKEN is spoken of as "spot-taken" in addresses of problems and in the page's texts.
    default String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    enum Kind {
        MALFORMED(HttpStatus.BAD_REQUEST),
        UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
        FORBIDDEN(HttpStatus.FORBIDDEN),
        NOT_FOUND(HttpStatus.NOT_FOUND),
        CONFLICT(HttpStatus.CONFLICT),
        PRECONDITION(HttpStatus.PRECONDITION_FAILED),
        TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
        RULE(HttpStatus.UNPROCESSABLE_CONTENT),
        TOO_MANY(HttpStatus.TOO_MANY_REQUESTS),
        UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

        private final HttpStatus status;

        Kind(HttpStatus status) {
            this.status = status;
        }

        public HttpStatus status() {
            return status;
        }
    }
}
