package io.parkapp.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// Starts all at the same moment and waits for all.
public final class Together {
    private Together() {}

    public static <T> List<T> run(List<? extends Callable<T>> tasks) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(Math.min(tasks.size(), 32))) {
            var futures = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            start.countDown();
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
