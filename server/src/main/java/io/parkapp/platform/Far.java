package io.parkapp.platform;

import io.lettuce.core.ScriptOutputType;
import io.micrometer.core.instrument.Counter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/// What processes remember together, in Redis.
///
/// Who finds nothing under a key leaves a mark there, loads, and puts the value in the place of that very mark. A
/// change deletes whatever stands under the key, so that a load which began before the change finds its mark gone, and
/// keeps its value to itself; the same when Redis loses everything meanwhile. A change waits for the deletion before
/// others hear of it; where a deletion is not certain, they hear that too, and ask nothing here until everything that
/// may be wrong is too old.
@Component
class Far implements News.Reader {
    /// Tells others that something which has changed may still stand in Redis.
    private static final News.Item LEFT_BEHIND = new News.Item("far", "left-behind");

    private static final String LOOK = """
            local time = redis.call('time')
            local found = {time[1] * 1000 + math.floor(time[2] / 1000)}
            for place, key in ipairs(KEYS) do
                local value = redis.call('get', key)
                local left = 0
                if value then
                    left = redis.call('pttl', key)
                else
                    value = 'M' .. ARGV[1]
                    redis.call('set', key, value, 'px', ARGV[2])
                end
                found[2 * place] = value
                found[2 * place + 1] = left
            end
            return found""";

    private static final String PUT = """
            if redis.call('get', KEYS[1]) == ARGV[1] then
                redis.call('set', KEYS[1], ARGV[2], 'pxat', ARGV[3])
                return 1
            end
            return 0""";

    /// How long a load may take that is kept.
    private static final Duration MARK = Duration.ofSeconds(5);

    private static final int VALUE_BYTES_MAX = 512 * 1024;

    private final Redis redis;
    private final Meters meters;
    private final List<Shelf<?>> shelves = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<Long>> deletions = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean leftBehind = new AtomicBoolean();

    Far(Redis redis, News news, Meters meters) {
        this.redis = redis;
        this.meters = meters;
        news.read(this);
    }

    <V> @Nullable Shelf<V> shelf(Caches.Plan<?, V> plan, JsonMapper json) {
        var type = plan.far();
        if (type == null || !redis.isNamed()) {
            return null;
        }
        var shelf = new Shelf<V>(plan, json, json.constructType(type.getType()));
        shelves.add(shelf);
        return shelf;
    }

    @Override
    public void changed(News.Item item, boolean here) {
        if (item.equals(LEFT_BEHIND)) {
            missed();
        }
    }

    @Override
    public void missed() {
        shelves.forEach(Shelf::distrust);
    }

    /// When all deletions of changes so far are certain, or are not to be expected any more.
    @Override
    public List<News.Item> beforeTelling() {
        for (var each = deletions.poll(); each != null; each = deletions.poll()) {
            each.exceptionally(failed -> 0L).join();
        }
        return leftBehind.getAndSet(false) ? List.of(LEFT_BEHIND) : List.of();
    }

    private void delete(String name) {
        deletions.add(redis.send(commands -> commands.unlink(name)).whenComplete((count, failed) -> {
            if (failed != null) {
                leftBehind.set(true);
                missed();
            }
        }));
    }

    /// The values of one cache.
    final class Shelf<V> {
        private final Duration age;
        private final String prefix;
        private final JsonMapper json;
        private final JavaType type;
        private final AtomicLong trustedFromNanos = new AtomicLong(System.nanoTime());
        private final Counter hits;
        private final Counter misses;
        private final Counter failures;
        private final Counter puts;

        private Shelf(Caches.Plan<?, V> plan, JsonMapper json, JavaType type) {
            this.age = plan.age();
            // Processes of another version may write other values.
            this.prefix = "parkapp:" + plan.name() + ':'
                    + Integer.toHexString(shape(type, json).hashCode()) + ':';
            this.json = json;
            this.type = type;
            this.hits = meters.gets(plan.name(), "far", "hit");
            this.misses = meters.gets(plan.name(), "far", "miss");
            this.failures = meters.gets(plan.name(), "far", "failed");
            this.puts = meters.puts(plan.name(), "far");
        }

        /// What stands under these keys; null when nobody knows.
        @Nullable
        Look<V> look(List<String> keys) {
            if (System.nanoTime() - trustedFromNanos.get() < 0) {
                return null;
            }
            var names = keys.stream().map(each -> prefix + each).toArray(String[]::new);
            var mark = UUID.randomUUID().toString();
            var answer = redis.<List<Object>>ask(commands ->
                    commands.eval(LOOK, ScriptOutputType.MULTI, names, bytes(mark), bytes(MARK.toMillis())));
            // What was found out while this was asked holds too.
            if (answer.isEmpty() || System.nanoTime() - trustedFromNanos.get() < 0) {
                failures.increment();
                return null;
            }
            var look = new Look<V>(this, names, answer.get());
            hits.increment(look.found());
            misses.increment(keys.size() - look.found());
            return look;
        }

        void forget(String key) {
            delete(prefix + key);
        }

        /// Until whatever stands there now is too old.
        void distrust() {
            var from = System.nanoTime() + age.toNanos();
            trustedFromNanos.accumulateAndGet(from, (before, now) -> before - now > 0 ? before : now);
        }

        private @Nullable V read(byte[] found) {
            try {
                return found[0] == 'V' ? json.readValue(found, 1, found.length - 1, type) : null;
            } catch (JacksonException unreadable) {
                return null;
            }
        }

        private void put(String name, byte[] mark, V value, long untilMillis) {
            var text = json.writeValueAsBytes(value);
            if (text.length > VALUE_BYTES_MAX) {
                return;
            }
            var kept = new byte[text.length + 1];
            kept[0] = 'V';
            System.arraycopy(text, 0, kept, 1, text.length);
            var _ = redis.<Long>send(commands ->
                    commands.eval(PUT, ScriptOutputType.INTEGER, new String[] {name}, mark, kept, bytes(untilMillis)));
            puts.increment();
        }
    }

    /// One look at several keys.
    static final class Look<V> {
        private final Shelf<V> shelf;
        private final String[] names;
        /// By the clock of Redis: an order to keep something may be carried out much later than it was given.
        private final long untilMillis;
        private final List<byte[]> found = new ArrayList<>();
        private final List<@Nullable V> values = new ArrayList<>();
        private final List<Duration> ages = new ArrayList<>();

        private Look(Shelf<V> shelf, String[] names, List<Object> answer) {
            this.shelf = shelf;
            this.names = names;
            this.untilMillis = (Long) answer.getFirst() + shelf.age.toMillis();
            for (var index = 0; index < names.length; index++) {
                var bytes = (byte[]) answer.get(2 * index + 1);
                found.add(bytes);
                values.add(shelf.read(bytes));
                ages.add(shelf.age.minusMillis((Long) answer.get(2 * index + 2)));
            }
        }

        private int found() {
            return (int) values.stream().filter(each -> each != null).count();
        }

        /// Null where there is none.
        @Nullable
        V value(int index) {
            return values.get(index);
        }

        /// How long ago the value was loaded.
        Duration age(int index) {
            return ages.get(index);
        }

        /// Loaded after this look; kept unless something has changed since.
        void put(int index, V value) {
            shelf.put(names[index], found.get(index), value, untilMillis);
        }
    }

    private static byte[] bytes(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// A type, and the components of the records in it, in words.
    private static String shape(JavaType type, JsonMapper json) {
        var words = new StringBuilder(type.toCanonical());
        if (type.getRawClass().isRecord()) {
            for (var each : type.getRawClass().getRecordComponents()) {
                words.append(' ').append(each.getName()).append(' ');
                words.append(shape(json.constructType(each.getGenericType()), json));
            }
        }
        for (var index = 0; index < type.containedTypeCount(); index++) {
            words.append('(').append(shape(type.containedType(index), json)).append(')');
        }
        return words.toString();
    }
}
