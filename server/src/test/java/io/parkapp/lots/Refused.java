package io.parkapp.lots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Reason;
import io.parkapp.platform.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Says how something is refused.
public final class Refused {
    private Refused() {}

    public static void because(Reason reason, ThrowingCallable call) {
        var refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    public static void field(String field, ThrowingCallable call) {
        var refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(PlatformRefusal.MALFORMED_REQUEST);
        assertThat(refusal.errors()).singleElement().extracting("field").isEqualTo(field);
    }

    public static void asAbsent(ThrowingCallable call) {
        because(PlatformRefusal.NOT_FOUND, call);
    }
}
