package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// What is remembered in one process, and forgotten in time.
@ParkappTest
class CachedTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final TransactionTemplate transactions;
    private final TestClock clock;
    private final CacheOfProcess here;
    private final CacheOfProcess there;
    private final AtomicLong truth = new AtomicLong(1);
    private final AtomicInteger loads = new AtomicInteger();

    CachedTest(DataSource database, TransactionTemplate transactions, Meters meters, JsonMapper json, TestClock clock) {
        this.transactions = transactions;
        this.clock = clock;
        this.here = CacheOfProcess.near(database, meters, json, clock);
        this.there = CacheOfProcess.near(database, meters, json, clock);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        clock.reset();
    }

    private long load(String key) {
        loads.incrementAndGet();
        return truth.get();
    }

    private void change(CacheOfProcess process) {
        truth.incrementAndGet();
        process.changed("a");
    }

    @Test
    void what_was_asked_before_is_answered_from_memory_until_it_changes() {
        assertThat(here.get("a", this::load)).isEqualTo(1);
        assertThat(here.get("a", this::load)).isEqualTo(1);
        assertThat(loads).hasValue(1);
        change(here);
        assertThat(here.get("a", this::load)).as("its own change at once").isEqualTo(2);
    }

    @Test
    void a_change_in_another_process_is_seen_within_a_second_and_not_without_news() {
        assertThat(here.get("a", this::load)).isEqualTo(1);
        truth.incrementAndGet();
        assertThat(here.get("a", this::load)).as("nobody told of it").isEqualTo(1);
        there.changed("a");
        await().atMost(SOON).until(() -> here.get("a", this::load) == 2);
    }

    @Test
    void a_load_that_began_before_a_change_is_not_remembered_after_it() throws Exception {
        var stale = loadDuringChange(load -> here.get("a", load), () -> here.changed("a"));
        assertThat(stale.get())
                .as("who asked before the change may get what was")
                .isEqualTo(1);
        assertThat(here.get("a", this::load)).isEqualTo(2);
    }

    @Test
    void a_bulk_load_that_began_before_a_change_is_not_remembered_either() throws Exception {
        loadDuringChange(
                        load -> here.numbers
                                .findAll(List.of("a"), keys -> Map.of("a", load.apply("a")))
                                .getOrDefault("a", 0L),
                        () -> here.changed("a"))
                .get();
        assertThat(here.get("a", this::load)).isEqualTo(2);
    }

    @Test
    void a_cache_without_generations_remembers_the_stale_load() throws Exception {
        var naive = Caffeine.newBuilder().<String, Long>build();
        loadDuringChange(
                        load -> {
                            var loaded = load.apply("a");
                            naive.put("a", loaded);
                            return loaded;
                        },
                        () -> naive.invalidate("a"))
                .get();
        assertThat(naive.getIfPresent("a")).as("the negative control").isEqualTo(1);
    }

    /// The load reads, the change happens and is told, the load answers.
    private CompletableFuture<Long> loadDuringChange(Function<Function<String, Long>, Long> ask, Runnable tell)
            throws InterruptedException {
        var read = new CountDownLatch(1);
        var told = new CountDownLatch(1);
        var answer = CompletableFuture.supplyAsync(() -> ask.apply(key -> {
            var before = truth.get();
            read.countDown();
            pass(told);
            return before;
        }));
        read.await();
        truth.incrementAndGet();
        tell.run();
        told.countDown();
        return answer;
    }

    @Test
    void who_asks_after_a_change_does_not_join_a_load_from_before() throws Exception {
        var read = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> here.get("a", key -> {
            var before = truth.get();
            read.countDown();
            pass(go);
            return before;
        }));
        read.await();
        change(here);
        assertThat(here.get("a", this::load)).isEqualTo(2);
        go.countDown();
        assertThat(first.get()).isEqualTo(1);
        assertThat(here.get("a", this::load)).isEqualTo(2);
    }

    @Test
    void of_many_who_ask_at_once_one_loads() throws Exception {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(16)) {
            var answers = IntStream.range(0, 16)
                    .mapToObj(each -> threads.submit(() -> here.get("a", key -> {
                        pass(go);
                        return load(key);
                    })))
                    .toList();
            Thread.sleep(100);
            go.countDown();
            for (var each : answers) {
                assertThat(each.get()).isEqualTo(1);
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void a_failing_load_fails_for_all_who_waited_and_is_not_remembered() {
        assertThatThrownBy(() -> here.get("a", key -> {
                    throw new IllegalStateException("down");
                }))
                .hasMessage("down");
        assertThat(here.get("a", this::load)).isEqualTo(1);
    }

    @Test
    void a_transaction_that_changed_something_reads_it_anew_and_leaves_nothing_behind() {
        assertThat(here.get("a", this::load)).isEqualTo(1);
        transactions.executeWithoutResult(status -> {
            truth.set(99);
            here.changed("a");
            assertThat(here.get("a", this::load)).isEqualTo(99);
            assertThat(here.numbers.findAll(Set.of("a"), keys -> Map.of("a", truth.get())))
                    .containsEntry("a", 99L);
            status.setRollbackOnly();
        });
        truth.set(1);
        assertThat(here.get("a", this::load)).as("rolled back").isEqualTo(1);
    }

    @Test
    void nothing_is_older_than_its_age() {
        assertThat(here.get("a", this::load)).isEqualTo(1);
        truth.incrementAndGet();
        clock.push(Duration.ofMinutes(4));
        assertThat(here.get("a", this::load)).isEqualTo(1);
        clock.push(Duration.ofMinutes(2));
        assertThat(here.get("a", this::load)).isEqualTo(2);
    }

    @Test
    void who_hears_no_news_answers_nothing_from_memory() {
        assertThat(here.get("a", this::load)).isEqualTo(1);
        truth.incrementAndGet();
        here.news.destroy();
        assertThat(here.get("a", this::load)).isEqualTo(2);
        truth.incrementAndGet();
        assertThat(here.get("a", this::load)).isEqualTo(3);
    }

    @Test
    void under_racing_changes_no_stale_answer_stays() throws Exception {
        var keys = IntStream.range(0, 8).mapToObj(String::valueOf).toList();
        var truths = new ConcurrentHashMap<String, Long>();
        keys.forEach(each -> truths.put(each, 0L));
        var mistakes = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var thread = 0; thread < 12; thread++) {
                var writes = thread % 3 == 0;
                var process = thread % 2 == 0 ? here : there;
                threads.execute(() -> {
                    var random = new SplittableRandom();
                    for (var round = 0; round < 2_000; round++) {
                        var key = keys.get(random.nextInt(keys.size()));
                        if (writes) {
                            truths.merge(key, 1L, Long::sum);
                            var now = truths.getOrDefault(key, 0L);
                            process.changed(key);
                            if (process.get(key, each -> truths.getOrDefault(each, 0L)) < now) {
                                mistakes.incrementAndGet();
                            }
                        } else {
                            process.get(key, each -> {
                                var read = truths.getOrDefault(each, 0L);
                                LockSupport.parkNanos(1_000);
                                return read;
                            });
                        }
                    }
                });
            }
        }
        assertThat(mistakes).as("own changes are seen at once").hasValue(0);
        // Until the last news has arrived; what is remembered then is the truth, or is forgotten.
        Thread.sleep(SOON);
        for (var key : keys) {
            assertThat(here.get(key, same -> -1L)).isIn(-1L, truths.get(key));
            assertThat(there.get(key, same -> -1L)).isIn(-1L, truths.get(key));
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
