import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// Sixteen connections that do one thing again and again for a time.
final class Load {
    static final int CONNECTIONS = 16;
    static final int WARM_UP_SECONDS_MAX = 240;
    private static final int LOOK_SECONDS = 10;
    private static final int SAMPLES_MAX = 4_000_000;

    private Load() {}

    /// One connection's way of doing it once.
    interface Worker extends AutoCloseable {
        void once(SplittableRandom random) throws Exception;
    }

    interface Connect {
        Worker connect() throws Exception;
    }

    /// @param perSecond how often it was done
    /// @param p50Micros of single doings, like p99
    /// @param warmUpSeconds how long it had been done before
    record Result(double perSecond, long count, long p50Micros, long p99Micros, long warmUpSeconds) {}

    /// Measures for `seconds`, after a warm-up of at least as many, which goes on until `isWarm`.
    ///
    /// @param isWarm whether it was since it was asked last
    static Result run(Connect connect, BooleanSupplier isWarm, int seconds, Runnable atStart) throws Exception {
        var workers = new ArrayList<Worker>();
        for (var index = 0; index < CONNECTIONS; index++) {
            workers.add(connect.connect());
        }
        var start = new AtomicLong(Long.MAX_VALUE);
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var running = new ArrayList<Future<long[]>>();
            for (var index = 0; index < CONNECTIONS; index++) {
                var worker = workers.get(index);
                var random = new SplittableRandom(System.nanoTime() + index);
                running.add(threads.submit(() -> work(worker, random, start, seconds * 1_000_000_000L)));
            }
            var warmUp = seconds;
            try {
                Thread.sleep(seconds * 1_000L);
                isWarm.getAsBoolean();
                do {
                    Thread.sleep(LOOK_SECONDS * 1_000L);
                    warmUp += LOOK_SECONDS;
                } while (!isWarm.getAsBoolean() && warmUp < WARM_UP_SECONDS_MAX);
                atStart.run();
            } finally {
                start.set(System.nanoTime());
            }
            var all = new ArrayList<long[]>();
            for (var each : running) {
                all.add(each.get());
            }
            var nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            if (nanos.length == 0) {
                throw new IllegalStateException("nothing was done in " + seconds + " s");
            }
            return new Result(
                    nanos.length / (double) seconds,
                    nanos.length,
                    nanos[nanos.length / 2] / 1_000,
                    nanos[(int) (nanos.length * 0.99)] / 1_000,
                    warmUp);
        } finally {
            for (var worker : workers) {
                worker.close();
            }
        }
    }

    private static long[] work(Worker worker, SplittableRandom random, AtomicLong start, long nanosMax)
            throws Exception {
        var nanos = new long[SAMPLES_MAX / CONNECTIONS];
        var count = 0;
        for (var now = System.nanoTime(); now - nanosMax < start.get(); now = System.nanoTime()) {
            worker.once(random);
            if (now >= start.get() && count < nanos.length) {
                nanos[count++] = System.nanoTime() - now;
            }
        }
        return Arrays.copyOf(nanos, count);
    }
}
