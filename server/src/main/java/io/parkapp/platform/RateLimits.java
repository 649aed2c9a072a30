package io.parkapp.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Limits how often something may be done, by whom it is done. Kept in memory: a restart forgives.
@Component
public class RateLimits {
    private static final int KEYS_MAX = 200_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    /// Takes one of `count` per `period` for this key; they come back evenly over the period.
    ///
    /// @throws Refusal TOO_MANY_REQUESTS with the time to wait
    public void take(String what, String key, int count, Duration period) {
        var probe = bucket(what, key, count, period).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refusal.tooMany(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    /// Gives one back: it turned out to be no misuse.
    public void giveBack(String what, String key, int count, Duration period) {
        bucket(what, key, count, period).addTokens(1);
    }

    private Bucket bucket(String what, String key, int count, Duration period) {
        return buckets.get(
                what + ' ' + key,
                absent -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(count).refillGreedy(count, period))
                        .build());
    }
}
