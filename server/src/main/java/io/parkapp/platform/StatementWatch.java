package io.parkapp.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Ends what a transaction waits for in the database once its answer is of no use any more. Whoever reads row by row
/// hears of that between two rows; while PostgreSQL sorts, or waits for a lock, it has to be told from beside.
@Component
public class StatementWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StatementWatch.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private final JdbcClient jdbc;

    StatementWatch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Runs `work` in the caller's transaction, which is lost where it is ended.
    ///
    /// @param unwanted asked every second, in another thread: why nobody wants the answer; null while somebody does
    /// @throws RuntimeException what `unwanted` said, or [JobStopped] where the running job is to stop
    @Transactional(propagation = Propagation.MANDATORY)
    public void over(Supplier<@Nullable RuntimeException> unwanted, Runnable work) {
        var process = jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
        var watched = new Watched(process, unwanted, JobRuns.stops());
        Thread.ofVirtual().name("statement-watch").start(watched);
        try {
            work.run();
        } catch (RuntimeException failed) {
            var reason = watched.end();
            throw reason == null ? failed : reason;
        } finally {
            watched.end();
        }
    }

    private final class Watched implements Runnable {
        private final int process;
        private final Supplier<@Nullable RuntimeException> unwanted;
        private final Supplier<@Nullable JobStopped> stops;
        private final CountDownLatch over = new CountDownLatch(1);
        private @Nullable RuntimeException reason;

        Watched(int process, Supplier<@Nullable RuntimeException> unwanted, Supplier<@Nullable JobStopped> stops) {
            this.process = process;
            this.unwanted = unwanted;
            this.stops = stops;
        }

        @Override
        public void run() {
            try {
                while (!over.await(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    look();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void look() {
            try {
                var job = stops.get();
                var found = job == null ? unwanted.get() : job;
                if (found != null) {
                    cancel(found);
                }
            } catch (RuntimeException failed) {
                // The database is away: who waits for it finds out, and we look again.
                LOG.debug("cannot look after the statement of {}", process, failed);
            }
        }

        /// Each time anew: it may have come between two statements. Never once the work is over, when the connection
        /// may be somebody else's.
        private synchronized void cancel(RuntimeException found) {
            if (over.getCount() > 0) {
                reason = found;
                jdbc.sql("select pg_cancel_backend(:process)")
                        .param("process", process)
                        .query(Boolean.class)
                        .single();
            }
        }

        private synchronized @Nullable RuntimeException end() {
            over.countDown();
            return reason;
        }
    }
}
