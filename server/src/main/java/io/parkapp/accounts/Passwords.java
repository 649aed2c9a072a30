package io.parkapp.accounts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parkapp.platform.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes and compares passwords by Argon2id. Each hashing takes memory and time by design, so only a few run at once:
/// a flood of sign-ins waits, or is turned away, and the rest of the server goes on.
@Component
class Passwords {
    static final String METER = "parkapp.accounts.password.hashings";

    /// OWASP's parameters for Argon2id: 19 MiB, two passes, one lane.
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final int AT_ONCE_MAX = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore slots = new Semaphore(AT_ONCE_MAX, true);
    private final Timer hashings;
    private final String nobodysHash;

    Passwords(MeterRegistry meters) {
        this.hashings = meters.timer(METER);
        this.nobodysHash = hash("the password of nobody");
    }

    String hash(String password) {
        return Objects.requireNonNull(bounded(() -> argon2.encode(password)));
    }

    /// Takes as long where there is nothing to compare with, so that the time does not tell whether an account exists.
    ///
    /// @param hash null where there is no account, or none that may sign in
    boolean fits(String password, @Nullable String hash) {
        var same = bounded(() -> argon2.matches(password, hash == null ? nobodysHash : hash));
        return same && hash != null;
    }

    private <T> T bounded(Supplier<T> hashing) {
        try {
            if (!slots.tryAcquire(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.tooMany(WAIT_MAX);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refusal.tooMany(WAIT_MAX);
        }
        try {
            return Objects.requireNonNull(hashings.record(hashing));
        } finally {
            slots.release();
        }
    }
}
