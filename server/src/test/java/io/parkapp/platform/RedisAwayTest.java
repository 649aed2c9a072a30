package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.parkapp.ParkappTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;
import tools.jackson.databind.json.JsonMapper;

/// Three processes and a real Redis that is stopped, hung and flushed: it changes how fast answers come, never what
/// they say.
@ParkappTest
class RedisAwayTest {
    /// Redis is asked again this long after it may have kept something stale.
    private static final Duration AGE = Duration.ofSeconds(2);

    /// Longer than what is allowed to be wrong, so that a stale answer is seen before it vanishes by its age.
    private static final Duration LONG_AGE = NewsLine.SILENCE_MAX.multipliedBy(3);

    private final DataSource database;
    private final Meters meters;
    private final JsonMapper json;
    private final Clock clock;
    private final int port = freePort();
    private final String url = "redis://localhost:" + port;
    private final List<CacheOfProcess> processes = new ArrayList<>();
    private RedisServer server = start();

    RedisAwayTest(DataSource database, Meters meters, JsonMapper json, Clock clock) {
        this.database = database;
        this.meters = meters;
        this.json = json;
        this.clock = clock;
    }

    @BeforeEach
    void isEmpty() {
        run("flushall");
    }

    @AfterEach
    void close() throws IOException {
        processes.forEach(CacheOfProcess::close);
        signal("CONT");
        server.stop();
    }

    private CacheOfProcess process(Duration age) {
        var process = new CacheOfProcess(database, url, meters, json, clock, age);
        processes.add(process);
        return process;
    }

    /// After its start a process asks nothing far until what it may have missed is too old.
    private List<CacheOfProcess> trusting(int count, Duration age) {
        var all = IntStream.range(0, count).mapToObj(each -> process(age)).toList();
        await().until(() -> all.stream().allMatch(RedisAwayTest::isThere));
        sleep(age.plusMillis(200));
        return all;
    }

    @Test
    void what_one_process_has_loaded_another_need_not_load() {
        var both = trusting(2, AGE);
        keepFar(both.getFirst(), "a", 1);
        await().until(() -> both.getLast().get("a", key -> 2L) == 1 || forgets(both.getLast()));
    }

    @Test
    void a_change_deletes_what_is_far_before_others_hear_of_it() {
        var both = trusting(2, AGE);
        assertThat(both.getFirst().get("a", key -> 1L)).isEqualTo(1);
        both.getLast().changed("a");
        assertThat(both.getLast().get("a", key -> 2L))
                .as("not the old one from afar")
                .isEqualTo(2);
        await().atMost(Duration.ofSeconds(1)).until(() -> both.getFirst().get("a", key -> 2L) == 2);
    }

    @Test
    void a_load_that_began_before_a_change_is_not_kept_far_nor_after_redis_has_lost_everything() throws Exception {
        for (var flushed : List.of(false, true)) {
            var both = trusting(2, AGE);
            var key = "race" + flushed;
            var read = new CountDownLatch(1);
            var told = new CountDownLatch(1);
            try (var threads = Executors.newSingleThreadExecutor()) {
                var stale = threads.submit(() -> both.getFirst().get(key, each -> {
                    read.countDown();
                    pass(told);
                    return 1L;
                }));
                read.await();
                if (flushed) {
                    run("flushall");
                } else {
                    both.getLast().changed(key);
                    assertThat(both.getLast().get(key, each -> 2L)).isEqualTo(2);
                }
                told.countDown();
                stale.get();
            }
            sleep(Duration.ofMillis(200));
            assertThat(keys().stream()
                            .filter(each -> each.endsWith(":" + key))
                            .map(this::value)
                            .filter(each -> each.startsWith("V")))
                    .as("the newer value, or none")
                    .isSubsetOf(flushed ? Set.of() : Set.of("V2"));
        }
    }

    @Test
    void a_value_put_without_regard_to_marks_would_be_believed() {
        var both = trusting(2, AGE);
        keepFar(both.getFirst(), "a", 1);
        var name =
                keys().stream().filter(each -> each.endsWith(":a")).findFirst().orElseThrow();
        // On a busy machine an answer of Redis may come too late to be used: what counts is that it can be believed.
        await("the negative control").until(() -> {
            both.getFirst().changed("a");
            sleep(Duration.ofMillis(300));
            run("set", name, "V1", "px", "2000");
            return both.getLast().get("a", key -> 2L) == 1;
        });
    }

    @Test
    void without_an_answer_from_redis_nobody_waits_long_and_it_is_used_again_when_it_is_back() throws Exception {
        var process = trusting(1, AGE).getFirst();
        signal("STOP");
        var began = System.nanoTime();
        for (var each = 0; each < 200; each++) {
            assertThat(process.get("k" + each, key -> 7L)).isEqualTo(7);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("each of two hundred waiting for its time-out would take twenty seconds")
                .isLessThan(Duration.ofSeconds(10));
        signal("CONT");
        await().until(() -> isThere(process));
        server.stop();
        assertThat(process.get("z", key -> 8L)).isEqualTo(8);
        server = start();
        await().until(() -> isThere(process));
    }

    @Test
    void limits_hold_for_all_processes_together_and_for_each_by_itself_while_redis_is_away() throws Exception {
        var both = trusting(2, AGE);
        var here = new RateLimits(both.getFirst().redis);
        var there = new RateLimits(both.getLast().redis);
        for (var each = 0; each < 3; each++) {
            here.take("test", "somebody", 6, Duration.ofHours(1));
            there.take("test", "somebody", 6, Duration.ofHours(1));
        }
        assertThatThrownBy(() -> here.take("test", "somebody", 6, Duration.ofHours(1)))
                .isInstanceOf(Refusal.class);
        assertThat(keys()).noneMatch(each -> each.contains("somebody"));
        there.giveBack("test", "somebody", 6, Duration.ofHours(1));
        here.take("test", "somebody", 6, Duration.ofHours(1));
        server.stop();
        for (var each = 0; each < 6; each++) {
            here.take("test", "somebody", 6, Duration.ofHours(1));
        }
        assertThatThrownBy(() -> here.take("test", "somebody", 6, Duration.ofHours(1)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_deletion_that_fails_makes_all_processes_distrust_redis_until_it_is_too_old() throws Exception {
        var both = trusting(2, LONG_AGE);
        keepFar(both.getFirst(), "a", 1);
        signal("STOP");
        both.getFirst().changed("a");
        await().until(() -> both.getLast().get("a", key -> 2L) == 2);
        signal("CONT");
        for (var look = 0; look < 40; look++) {
            assertThat(both.getFirst().get("a", key -> 2L)).isEqualTo(2);
            assertThat(both.getLast().get("a", key -> 2L)).isEqualTo(2);
            sleep(Duration.ofMillis(20));
        }
    }

    @Test
    void stopped_hung_and_flushed_under_load_no_answer_is_wrong_and_none_fails() throws Exception {
        var trusted = trusting(3, LONG_AGE);
        var load = new Load(trusted);
        try (var threads = Executors.newFixedThreadPool(9)) {
            for (var thread = 0; thread < 9; thread++) {
                var process = trusted.get(thread % 3);
                var writes = thread < 3;
                threads.execute(() -> load.run(process, writes));
            }
            sleep(Duration.ofSeconds(1));
            for (var round = 0; round < 2; round++) {
                run("flushall");
                sleep(Duration.ofMillis(400));
                signal("STOP");
                sleep(Duration.ofMillis(1_500));
                signal("CONT");
                sleep(Duration.ofMillis(1_500));
                server.stop();
                sleep(Duration.ofMillis(800));
                server = start();
                sleep(Duration.ofMillis(1_500));
            }
            load.isOver = true;
        }
        assertThat(load.errors).isEmpty();
        assertThat(load.wrong).as("of %s answers", load.answers).isEmpty();
        assertThat(load.answers.get()).isGreaterThan(1_000);
        sleep(Duration.ofSeconds(1));
        for (var process : trusted) {
            load.truths.forEach(
                    (key, truth) -> assertThat(process.get(key, load::load)).isEqualTo(truth.get()));
        }
    }

    /// Readers check each answer against what was true some time before they asked.
    private static final class Load {
        private static final Duration BEHIND_MAX = NewsLine.SILENCE_MAX;

        private final Map<String, AtomicLong> truths = new ConcurrentHashMap<>();
        private final Map<String, ConcurrentSkipListMap<Long, Long>> histories = new ConcurrentHashMap<>();
        private final AtomicInteger answers = new AtomicInteger();
        private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        private final long beganNanos = System.nanoTime();
        private final List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean isOver;

        Load(List<CacheOfProcess> processes) {
            IntStream.range(0, 20 * processes.size())
                    .mapToObj(each -> "key" + each)
                    .forEach(each -> {
                        truths.put(each, new AtomicLong());
                        histories.put(each, new ConcurrentSkipListMap<>(Map.of(Long.MIN_VALUE, 0L)));
                    });
        }

        long load(String key) {
            return truths.getOrDefault(key, new AtomicLong(-1)).get();
        }

        void run(CacheOfProcess process, boolean writes) {
            var random = new SplittableRandom();
            while (!isOver) {
                try {
                    var key = "key" + random.nextInt(truths.size());
                    if (writes) {
                        change(process, key);
                        sleep(Duration.ofMillis(3));
                    } else {
                        ask(process, key);
                    }
                } catch (RuntimeException failed) {
                    errors.add(failed);
                }
            }
        }

        private void change(CacheOfProcess process, String key) {
            var history = histories.getOrDefault(key, new ConcurrentSkipListMap<>());
            synchronized (history) {
                var now = truths.getOrDefault(key, new AtomicLong()).incrementAndGet();
                process.changed(key);
                history.put(System.nanoTime(), now);
                var answer = process.get(key, this::load);
                if (answer < now) {
                    wrong.add(mistake("its own change", answer, now));
                }
            }
        }

        private String mistake(String what, long answer, long truth) {
            return "%s after %d ms: %d, not %d"
                    .formatted(what, (System.nanoTime() - beganNanos) / 1_000_000, answer, truth);
        }

        private void ask(CacheOfProcess process, String key) {
            var then = System.nanoTime() - BEHIND_MAX.toNanos();
            var answer = process.get(key, this::load);
            var atLeast =
                    histories.getOrDefault(key, new ConcurrentSkipListMap<>()).floorEntry(then);
            answers.incrementAndGet();
            if (atLeast != null && answer < atLeast.getValue()) {
                wrong.add(mistake(key + " of " + process.news, answer, atLeast.getValue()));
            }
        }
    }

    /// On a busy machine Redis may not answer in time, and then nothing is kept: tried until it is.
    private void keepFar(CacheOfProcess process, String key, long value) {
        await().until(() -> {
            process.numbers.missed();
            return process.get(key, each -> value) == value
                    && keys().stream()
                            .anyMatch(each ->
                                    each.endsWith(":" + key) && value(each).startsWith("V"));
        });
    }

    private static boolean forgets(CacheOfProcess process) {
        process.numbers.missed();
        return false;
    }

    private String value(String name) {
        try (var client = RedisClient.create(url);
                var connection = client.connect()) {
            return String.valueOf(connection.sync().get(name));
        }
    }

    private static boolean isThere(CacheOfProcess process) {
        return process.redis.ask(commands -> commands.ping()).isPresent();
    }

    private List<String> keys() {
        try (var client = RedisClient.create(url);
                var connection = client.connect()) {
            return connection.sync().keys("parkapp:*");
        }
    }

    private void run(String command, String... arguments) {
        try (var client = RedisClient.create(url);
                var connection = client.connect()) {
            switch (command) {
                case "flushall" -> connection.sync().flushall();
                case "set" -> connection.sync().psetex(arguments[0], Long.parseLong(arguments[3]), arguments[1]);
                default -> throw new IllegalArgumentException(command);
            }
        }
    }

    /// Ours among the processes that this one started.
    private void signal(String name) {
        ProcessHandle.current()
                .descendants()
                .filter(each -> each.info()
                        .commandLine()
                        .filter(line -> line.contains("redis") && line.contains(String.valueOf(port)))
                        .isPresent())
                .forEach(each -> {
                    try {
                        new ProcessBuilder("kill", "-" + name, String.valueOf(each.pid()))
                                .start()
                                .waitFor(5, TimeUnit.SECONDS);
                    } catch (IOException | InterruptedException failed) {
                        throw new IllegalStateException(failed);
                    }
                });
    }

    private RedisServer start() {
        try {
            var redis = RedisServer.newRedisServer()
                    .port(port)
                    .setting("save \"\"")
                    .setting("maxmemory 64mb")
                    .build();
            redis.start();
            return redis;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
