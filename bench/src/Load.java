import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sixteen connections that do one thing again and again for a time.
final class Load {
    static final int CONNECTIONS = 16;
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
    record Result(double perSecond, long count, long p50Micros, long p99Micros) {}

    static Result run(Connect connect, int warmUpSeconds, int seconds, Runnable atStart) throws Exception {
        var workers = new ArrayList<Worker>();
        for (var index = 0; index < CONNECTIONS; index++) {
            workers.add(connect.connect());
        }
        var warm = System.nanoTime() + warmUpSeconds * 1_000_000_000L;
        var end = warm + seconds * 1_000_000_000L;
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS + 1)) {
            var running = new ArrayList<Future<long[]>>();
            for (var index = 0; index < CONNECTIONS; index++) {
                var worker = workers.get(index);
                var random = new SplittableRandom(System.nanoTime() + index);
                running.add(threads.submit(() -> work(worker, random, warm, end)));
            }
            Thread.sleep(Math.max(0, (warm - System.nanoTime()) / 1_000_000));
            atStart.run();
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
                    nanos[(int) (nanos.length * 0.99)] / 1_000);
        } finally {
            for (var worker : workers) {
                worker.close();
            }
        }
    }

    private static long[] work(Worker worker, SplittableRandom random, long warm, long end) throws Exception {
        var nanos = new long[SAMPLES_MAX / CONNECTIONS];
        var count = 0;
        for (var start = System.nanoTime(); start < end; start = System.nanoTime()) {
            worker.once(random);
            if (start >= warm && count < nanos.length) {
                nanos[count++] = System.nanoTime() - start;
            }
        }
        return Arrays.copyOf(nanos, count);
    }
}
