package io.parkapp.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Limits how often something may be done, by whom it is done: by all processes together where there is a Redis, and by
/// each on its own while there is none or it does not answer. Kept in memory: a restart forgives.
@Component
public class RateLimits {
    private static final int KEYS_MAX = 200_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();
    private final Redis redis;
    private volatile @Nullable ProxyManager<String> shared;

    RateLimits(Redis redis) {
        this.redis = redis;
    }

    /// Takes one of `count` per `period` for this key; they come back evenly over the period.
    ///
    /// @throws Refusal TOO_MANY_REQUESTS with the time to wait
    public void take(String what, String key, int count, Duration period) {
        var probe = in(what, key, count, period, bucket -> bucket.tryConsumeAndReturnRemaining(1));
        if (!probe.isConsumed()) {
            throw Refusal.tooMany(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    /// Gives one back: it turned out to be no misuse.
    public void giveBack(String what, String key, int count, Duration period) {
        in(what, key, count, period, bucket -> {
            bucket.addTokens(1);
            return count;
        });
    }

    private <T> T in(String what, String key, int count, Duration period, Function<Bucket, T> work) {
        var limit = BucketConfiguration.builder()
                .addLimit(each -> each.capacity(count).refillGreedy(count, period))
                .build();
        return redis.use(connection -> work.apply(shared(connection).getProxy(name(what, key), () -> limit)))
                .orElseGet(() -> work.apply(buckets.get(
                        what + ' ' + key,
                        absent -> Bucket.builder()
                                .addLimit(limit.getBandwidths()[0])
                                .build())));
    }

    /// One for all: the connection stays the same when it is set up again.
    private ProxyManager<String> shared(StatefulRedisConnection<String, byte[]> connection) {
        var made = shared;
        if (made == null) {
            made = Bucket4jLettuce.casBasedBuilder(connection)
                    .requestTimeout(Redis.ANSWER_MAX)
                    .expirationAfterWrite(
                            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(FORGOTTEN_AFTER))
                    .build();
            shared = made;
        }
        return made;
    }

    /// Addresses, of mail and of machines, do not go to Redis.
    private static String name(String what, String key) {
        return "parkapp:limit:" + what.replace(' ', '-') + ':'
                + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }
}
