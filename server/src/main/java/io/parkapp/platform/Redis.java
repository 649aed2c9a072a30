package io.parkapp.platform;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The Redis that the settings name, or none. Everything works without it, only slower: an answer that does not come
/// within [#ANSWER_MAX] is none, and after some of these nobody waits for it any more until it answers again.
@Component
class Redis implements DisposableBean {
    static final Duration ANSWER_MAX = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final Duration CONNECT_MAX = Duration.ofMillis(500);
    private static final Duration AGAIN_FIRST = Duration.ofMillis(50);
    private static final Duration AGAIN_MAX = Duration.ofSeconds(1);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);
    private static final int COMMANDS_WAITING_MAX = 10_000;
    private static final int THREADS = 2;
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "redis",
            CircuitBreakerConfig.custom()
                    .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(4)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(AGAIN_MAX)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());
    private final @Nullable ClientResources resources;
    private final @Nullable RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile boolean closing;

    @Autowired
    Redis(Settings settings) {
        this(settings.cache().redisUrl());
    }

    /// @param url empty for none
    Redis(String url) {
        if (url.isBlank()) {
            this.resources = null;
            this.client = null;
            return;
        }
        var uri = RedisURI.create(url);
        uri.setTimeout(CONNECT_MAX);
        var threads = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(Delay.exponential(AGAIN_FIRST, AGAIN_MAX, 2, TimeUnit.MILLISECONDS))
                .build();
        var redis = RedisClient.create(threads, uri);
        redis.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(COMMANDS_WAITING_MAX)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_MAX)
                        .keepAlive(true)
                        .build())
                .build());
        breaker.getEventPublisher()
                .onStateTransition(change -> LOG.info(
                        "redis: {}", change.getStateTransition().getToState().name()));
        this.resources = threads;
        this.client = redis;
        Thread.ofVirtual().name("redis-connect").start(() -> connect(redis));
    }

    boolean isNamed() {
        return client != null;
    }

    /// For as long as it takes; later it connects again by itself.
    private void connect(RedisClient redis) {
        for (var pause = AGAIN_FIRST; connection == null && !closing; pause = longer(pause)) {
            try {
                connection = redis.connect(CODEC);
            } catch (RedisException away) {
                if (pause.equals(AGAIN_FIRST)) {
                    LOG.warn("redis does not answer, and is asked again and again: {}", away.getMessage());
                }
                sleep(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(AGAIN_MAX) < 0 ? twice : AGAIN_MAX;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for the answer.
    ///
    /// @return nothing when there is none in time
    <T> Optional<T> ask(Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> question) {
        var answer = send(question);
        try {
            return Optional.of(answer.get(2 * ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException none) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// The answer, or why there is none, comes within [#ANSWER_MAX].
    <T> CompletableFuture<T> send(Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> question) {
        var connected = connection;
        if (connected == null || !breaker.tryAcquirePermission()) {
            return CompletableFuture.failedFuture(new RedisException("is away"));
        }
        var began = System.nanoTime();
        CompletableFuture<T> answer;
        try {
            answer = question.apply(connected.async()).toCompletableFuture();
        } catch (RuntimeException refused) {
            answer = CompletableFuture.failedFuture(refused);
        }
        // A copy: Lettuce is not told that we wait no longer, since an order that was sent may yet be carried out.
        return answer.copy()
                .orTimeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failed) -> {
                    if (failed == null) {
                        breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                    } else {
                        breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, failed);
                    }
                });
    }

    /// For a library that waits by itself, at most [#ANSWER_MAX].
    ///
    /// @return nothing when there is no answer in time
    <T> Optional<T> use(Function<StatefulRedisConnection<String, byte[]>, T> work) {
        var connected = connection;
        if (connected == null || !breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        var began = System.nanoTime();
        try {
            var answer = work.apply(connected);
            breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            return Optional.of(answer);
        } catch (RuntimeException away) {
            breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, away);
            return Optional.empty();
        }
    }

    @Override
    public void destroy() {
        closing = true;
        if (client != null && resources != null) {
            client.shutdown(Duration.ZERO, CLOSE_MAX);
            resources.shutdown(0, CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
        }
    }
}
