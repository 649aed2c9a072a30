package io.parkapp.parking;

import io.parkapp.platform.Reason;
import io.parkapp.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Many who do something at the same moment.
final class Crowd {
    private Crowd() {}

    /// What became of one of them: a result, or the reason of a refusal. Anything else is an error of the test.
    record Outcome<T>(@Nullable T result, @Nullable Reason refusal) {
        boolean succeeded() {
            return refusal == null;
        }
    }

    static <T> List<Outcome<T>> atOnce(int size, IntFunction<T> each) throws InterruptedException {
        var barrier = new CyclicBarrier(size);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Outcome<T>>>();
            for (var index = 0; index < size; index++) {
                var number = index;
                running.add(threads.submit(() -> {
                    barrier.await();
                    try {
                        return new Outcome<>(each.apply(number), null);
                    } catch (Refusal refusal) {
                        return new Outcome<T>(null, refusal.reason());
                    }
                }));
            }
            var outcomes = new ArrayList<Outcome<T>>();
            for (var one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (ExecutionException unexpected) {
            throw new AssertionError("an error that is no refusal", unexpected.getCause());
        }
    }
}
