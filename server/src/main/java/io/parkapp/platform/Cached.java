package io.parkapp.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Answers of one kind, remembered as [Caches] says. Values must not be changed by anybody.
///
/// Two things make a remembered answer as good as its news. A load that began before a change is never kept after it:
/// each change moves on the key's generation, and an answer is kept only in the generation in which its load began. And
/// whoever asks after a change never gets the answer of a load that began before.
public final class Cached<K, V> implements News.Reader {
    /// Keys that share a generation only load a little more often than needed.
    private static final int GENERATIONS = 1 << 12;

    private final Caches.Plan<K, V> plan;
    private final Caches caches;
    private final Far.@Nullable Shelf<V> far;
    private final Clock clock;
    private final Cache<K, Kept<V>> near;
    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final AtomicLongArray generations = new AtomicLongArray(GENERATIONS);
    private final AtomicLong all = new AtomicLong();
    private final Counter hits;
    private final Counter misses;
    private final Counter puts;
    private final Counter evictions;

    Cached(Caches.Plan<K, V> plan, Caches caches, Far.@Nullable Shelf<V> far, Meters meters, Clock clock) {
        this.plan = plan;
        this.caches = caches;
        this.far = far;
        this.clock = clock;
        this.near = Caffeine.newBuilder()
                .maximumWeight(plan.weightMax())
                .weigher((K key, Kept<V> kept) -> Math.max(1, plan.weight().applyAsInt(kept.value())))
                .expireAfterWrite(plan.age())
                .scheduler(Scheduler.systemScheduler())
                .evictionListener((key, kept, cause) -> evicted())
                .build();
        this.hits = meters.gets(plan.name(), "near", "hit");
        this.misses = meters.gets(plan.name(), "near", "miss");
        this.puts = meters.puts(plan.name(), "near");
        this.evictions = meters.evictions(plan.name());
    }

    /// @param loadedNanos when its load began, by the machine's running time
    /// @param loadedAt the same by the clock, which tests push
    private record Kept<V>(V value, long loadedNanos, Instant loadedAt) {}

    private record Generation(long ofKey, long ofAll) {}

    /// A load that runs, for others to wait for.
    private record Flight<V>(Generation generation, CompletableFuture<Optional<V>> answer) {}

    /// Whether anything is remembered now; else each question is a load.
    public boolean isAwake() {
        return caches.areUsable();
    }

    public V get(K key, Function<K, V> load) {
        return find(key, each -> Optional.of(load.apply(each))).orElseThrow();
    }

    /// That there is none is not remembered.
    public Optional<V> find(K key, Function<K, Optional<V>> load) {
        if (!caches.areUsable()) {
            return load.apply(key);
        }
        var known = known(key);
        if (known != null) {
            hits.increment();
            return Optional.of(known);
        }
        misses.increment();
        // A transaction holds a connection: it must not wait for somebody who may be waiting for one.
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? one(key, generation(key), load)
                : together(key, load);
    }

    /// Of many at once; what is not remembered is loaded at once too.
    ///
    /// @param load answers those that there are
    public Map<K, V> findAll(Collection<K> keys, Function<Set<K>, Map<K, V>> load) {
        var wanted = new HashSet<>(keys);
        if (!caches.areUsable()) {
            return load.apply(wanted);
        }
        var found = new HashMap<K, V>();
        for (var key : Set.copyOf(wanted)) {
            var known = known(key);
            if (known != null) {
                found.put(key, known);
                wanted.remove(key);
            }
        }
        hits.increment(found.size());
        misses.increment(wanted.size());
        if (!wanted.isEmpty()) {
            found.putAll(load(wanted, load));
        }
        return found;
    }

    private @Nullable V known(K key) {
        var kept = near.getIfPresent(key);
        if (kept == null || System.nanoTime() - kept.loadedNanos() > plan.age().toNanos()) {
            return null;
        }
        var now = clock.instant();
        return now.isBefore(kept.loadedAt()) || !now.isBefore(kept.loadedAt().plus(plan.age())) ? null : kept.value();
    }

    /// Those who want the same at once wait for the first of them; unless something has changed since that one began.
    private Optional<V> together(K key, Function<K, Optional<V>> load) {
        var generation = generation(key);
        var mine = new Flight<V>(generation, new CompletableFuture<>());
        var flight = flights.compute(
                key, (same, running) -> running == null || !running.generation().equals(generation) ? mine : running);
        if (!flight.equals(mine)) {
            return landed(flight);
        }
        try {
            var answer = one(key, generation, load);
            mine.answer().complete(answer);
            return answer;
        } catch (RuntimeException | Error failed) {
            mine.answer().completeExceptionally(failed);
            throw failed;
        } finally {
            flights.remove(key, mine);
        }
    }

    private static <V> Optional<V> landed(Flight<V> flight) {
        try {
            return flight.answer().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private Optional<V> one(K key, Generation generation, Function<K, Optional<V>> load) {
        var began = now();
        var look = far == null ? null : far.look(List.of(key.toString()));
        var there = look == null ? null : look.value(0);
        if (look != null && there != null) {
            keep(key, generation, began.aged(look.age(0)).kept(there));
            return Optional.of(there);
        }
        var loaded = load.apply(key);
        loaded.ifPresent(value -> {
            keep(key, generation, began.kept(value));
            if (look != null && generation.equals(generation(key))) {
                look.put(0, value);
            }
        });
        return loaded;
    }

    private Map<K, V> load(Set<K> wanted, Function<Set<K>, Map<K, V>> load) {
        var keys = new ArrayList<>(wanted);
        var began = now();
        var generations = keys.stream().map(this::generation).toList();
        var look = far == null
                ? null
                : far.look(keys.stream().map(Object::toString).toList());
        var found = new HashMap<K, V>();
        for (var index = 0; look != null && index < keys.size(); index++) {
            var there = look.value(index);
            if (there != null) {
                found.put(keys.get(index), there);
                keep(
                        keys.get(index),
                        generations.get(index),
                        began.aged(look.age(index)).kept(there));
            }
        }
        var missing = new HashSet<>(keys);
        missing.removeAll(found.keySet());
        if (missing.isEmpty()) {
            return found;
        }
        var loaded = load.apply(missing);
        for (var index = 0; index < keys.size(); index++) {
            var key = keys.get(index);
            var value = missing.contains(key) ? loaded.get(key) : null;
            if (value != null) {
                keep(key, generations.get(index), began.kept(value));
                if (look != null && generations.get(index).equals(generation(key))) {
                    look.put(index, value);
                }
            }
        }
        found.putAll(loaded);
        return found;
    }

    private record Began(long nanos, Instant at) {
        Began aged(Duration age) {
            return new Began(nanos - age.toNanos(), at);
        }

        <V> Kept<V> kept(V value) {
            return new Kept<>(value, nanos, at);
        }
    }

    private Began now() {
        return new Began(System.nanoTime(), clock.instant());
    }

    /// Looks at the generation while nobody can forget the key: who moves it on forgets the key afterwards.
    private void keep(K key, Generation generation, Kept<V> kept) {
        near.asMap().compute(key, (same, before) -> {
            if (!generation.equals(generation(key))) {
                return before;
            }
            puts.increment();
            return kept;
        });
    }

    private Generation generation(K key) {
        return new Generation(generations.get(place(key)), all.get());
    }

    private static int place(Object key) {
        var hash = key.hashCode() * 0x9E3779B9;
        return (hash >>> 16 ^ hash) & (GENERATIONS - 1);
    }

    @Override
    public void changed(News.Item item, boolean here) {
        if (plan.topics().contains(item.topic())) {
            var key = plan.key().apply(item.key());
            // In this order: who has looked far before finds the generation moved on.
            if (here && far != null) {
                far.forget(key.toString());
            }
            forget(key);
        } else if (plan.clearing().contains(item.topic())) {
            forgetAll();
        }
    }

    @Override
    public void missed() {
        forgetAll();
    }

    private void forget(K key) {
        generations.incrementAndGet(place(key));
        near.invalidate(key);
    }

    private void forgetAll() {
        all.incrementAndGet();
        near.invalidateAll();
    }

    private void evicted() {
        evictions.increment();
    }
}
