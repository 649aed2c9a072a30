package io.parkapp.platform;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Where answers are remembered: near, in this process, and far, in Redis where there is one.
///
/// What may be remembered is what [News] is told of when it changes, and nothing is by which somebody gets a spot,
/// money or access: `docs/decisions/0015-caches-and-news.md` has the list. An answer from memory is older than the
/// truth by the time that news takes, some tens of milliseconds, and by [NewsLine#SILENCE_MAX] at most when news is
/// lost with a killed process; `age` of the plan is the limit whatever else goes wrong.
@Component
public class Caches {
    private final News news;
    private final Far far;
    private final Meters meters;
    private final JsonMapper json;
    private final Clock clock;
    private final boolean enabled;

    @Autowired
    Caches(News news, Far far, Meters meters, JsonMapper json, Clock clock, Settings settings) {
        this(news, far, meters, json, clock, settings.cache().enabled());
    }

    Caches(News news, Far far, Meters meters, JsonMapper json, Clock clock, boolean enabled) {
        this.news = news;
        this.far = far;
        this.meters = meters;
        this.json = json;
        this.clock = clock;
        this.enabled = enabled;
    }

    /// What is remembered, and how.
    ///
    /// @param name of the cache, in metrics and in Redis
    /// @param age the oldest answer that is given
    /// @param weightMax of everything that is kept near, as `weight` has it
    /// @param weight of one value; each is 1 by default
    /// @param topics news of these forgets the key that the news names
    /// @param clearing news of these forgets everything
    /// @param key of a news item's key; never called without topics
    /// @param far how a value is read back from Redis; null where it is remembered near only
    public record Plan<K, V>(
            String name,
            Duration age,
            long weightMax,
            ToIntFunction<V> weight,
            List<String> topics,
            List<String> clearing,
            Function<String, K> key,
            @Nullable ParameterizedTypeReference<V> far) {
        /// Of things that change when news names them.
        public static <K, V> Plan<K, V> of(
                String name, Duration age, long weightMax, String topic, Function<String, K> key) {
            return new Plan<>(name, age, weightMax, value -> 1, List.of(topic), List.of(), key, null);
        }

        /// Of things that change when news of a topic names anything, or just with time.
        public static <K, V> Plan<K, V> clearedBy(String name, Duration age, long weightMax, String... topics) {
            return new Plan<>(
                    name,
                    age,
                    weightMax,
                    value -> 1,
                    List.of(),
                    List.of(topics),
                    key -> {
                        throw new IllegalStateException("no single news forgets " + key);
                    },
                    null);
        }

        public Plan<K, V> weighing(ToIntFunction<V> weigh) {
            return new Plan<>(name, age, weightMax, weigh, topics, clearing, key, far);
        }

        /// In Redis too, as JSON. Not for what is cleared as a whole: nobody knows there what that would be.
        public Plan<K, V> alsoFar(ParameterizedTypeReference<V> type) {
            if (!clearing.isEmpty()) {
                throw new IllegalArgumentException(name + " is cleared as a whole");
            }
            return new Plan<>(name, age, weightMax, weight, topics, clearing, key, type);
        }
    }

    /// A part of the memory that this process may use at most, as a cache's weight.
    public static long heapBytes(int percent) {
        return Runtime.getRuntime().maxMemory() / 100 * percent;
    }

    public <K, V> Cached<K, V> make(Plan<K, V> plan) {
        var cached = new Cached<>(plan, this, far.shelf(plan, json), meters, clock);
        news.read(cached);
        return cached;
    }

    /// Whether answers from memory can be given and kept now: not when news does not arrive, and not for a transaction
    /// that has changed something itself, since what it reads may never become true.
    boolean areUsable() {
        return enabled && news.isCurrent() && !news.isToldInTransaction();
    }
}
