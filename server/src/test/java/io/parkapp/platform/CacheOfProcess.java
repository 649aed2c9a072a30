package io.parkapp.platform;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.core.ParameterizedTypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What one process has of caches: a line for news, a connection to Redis, and a cache of numbers by name, whose
/// answers may be so old that a test which found a stale one would not see it vanish by itself.
final class CacheOfProcess implements AutoCloseable {
    static final String TOPIC = "number";
    private static final Duration AGE_MAX = Duration.ofMinutes(5);

    final News news;
    final Redis redis;
    final Far far;
    final Cached<String, Long> numbers;

    /// @param redisUrl empty for none
    CacheOfProcess(DataSource database, String redisUrl, Meters meters, JsonMapper json, Clock clock, Duration age) {
        this.news = new News(database);
        this.redis = new Redis(redisUrl);
        this.far = new Far(redis, news, meters);
        this.numbers = new Caches(news, far, meters, json, clock, true)
                .make(Caches.Plan.<String, Long>of("test-numbers", age, 10_000, TOPIC, Function.identity())
                        .alsoFar(new ParameterizedTypeReference<>() {}));
        news.open();
        await().until(news::isCurrent);
    }

    static CacheOfProcess near(DataSource database, Meters meters, JsonMapper json, Clock clock) {
        return new CacheOfProcess(database, "", meters, json, clock, AGE_MAX);
    }

    Long get(String key, Function<String, Long> load) {
        return numbers.find(key, each -> Optional.of(load.apply(each))).orElseThrow();
    }

    void changed(String key) {
        news.tell(TOPIC, key);
    }

    @Override
    public void close() {
        news.destroy();
        redis.destroy();
    }
}
