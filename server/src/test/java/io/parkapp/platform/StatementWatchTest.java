package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parkapp.ParkappTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Statements wait for a lock, as they might sort for minutes.
@ParkappTest
class StatementWatchTest {
    private static final long LOCK = 7_411_823;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StatementWatch watch;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    StatementWatchTest(StatementWatch watch, JdbcClient jdbc, TransactionTemplate transaction) {
        this.watch = watch;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void what_nobody_wants_any_more_is_ended_while_it_waits() {
        transaction.executeWithoutResult(holding -> {
            lock();
            var ended = watched(() -> new IllegalStateException("unwanted"), this::lock);
            assertThatThrownBy(() -> ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("unwanted");
        });
    }

    @Test
    void what_is_found_unwanted_too_late_ends_nothing_of_whoever_has_the_connection_next() throws Exception {
        var watcher = new CompletableFuture<Thread>();
        var isOver = new CountDownLatch(1);
        var next = new CompletableFuture<Future<?>>();
        transaction.executeWithoutResult(holding -> {
            lock();
            next.complete(watched(
                    () -> {
                        watcher.complete(Thread.currentThread());
                        return awaited(isOver);
                    },
                    watcher::join,
                    this::lock));
            await().atMost(PATIENCE)
                    .until(() -> jdbc.sql("select exists (select from pg_locks where objid = :lock and not granted)")
                            .param("lock", LOCK)
                            .query(Boolean.class)
                            .single());
            isOver.countDown();
            await().atMost(PATIENCE).until(() -> !watcher.join().isAlive());
        });
        next.join().get();
    }

    private Future<?> watched(Supplier<@Nullable RuntimeException> unwanted, Runnable work, Runnable... following) {
        return threads.submit(() -> transaction.executeWithoutResult(status -> {
            watch.over(unwanted, work);
            for (var each : following) {
                each.run();
            }
        }));
    }

    private static RuntimeException awaited(CountDownLatch latch) {
        try {
            latch.await();
            return new IllegalStateException("too late");
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock) is null")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }
}
