package io.parkapp.platform;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Watches the jobs that run in this process: writes down how each run ended, carries progress out of it, and stops it
/// where that was asked for.
@Component
class JobRuns implements ExecutionInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);
    private static final ScopedValue<Run> CURRENT = ScopedValue.newInstance();
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);
    /// A recurring job runs thousands of times a day; what took longer than this is worth a row.
    private static final Duration REMARKABLE = Duration.ofSeconds(1);
    private static final int REASON_LENGTH_MAX = 2_000;
    private static final Duration RUNS_KEPT = Duration.ofDays(14);

    private final JobRepository repository;
    private final JobPlan plan;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    JobRuns(JobRepository repository, JobPlan plan, PlatformTransactionManager transactions, Clock clock) {
        this.repository = repository;
        this.plan = plan;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /// @param failed null where it did not fail
    private record End(
            JobBoard.Outcome outcome,
            @Nullable RuntimeException failed,
            @Nullable CompletionHandler<?> handler) {}

    @Override
    public CompletionHandler<?> execute(TaskInstance<?> job, ExecutionContext context, ExecutionChain chain) {
        var started = clock.instant();
        var run = new Run(job, context, started);
        var end = ScopedValue.where(CURRENT, run).call(() -> end(() -> chain.proceed(job, context)));
        try {
            writeDown(run, started, end);
        } catch (RuntimeException failed) {
            // Never the job's fault: what it did stands.
            LOG.warn("could not write down how {} ended: {}", job, failed.getMessage());
        }
        if (end.failed() != null) {
            throw end.failed();
        }
        return Objects.requireNonNull(end.handler());
    }

    private static End end(Callable<CompletionHandler<?>> body) {
        try {
            return new End(JobBoard.Outcome.SUCCEEDED, null, body.call());
        } catch (JobStopped stopped) {
            return stopped.isCancelled()
                    ? new End(JobBoard.Outcome.CANCELLED, null, (complete, operations) -> operations.stop())
                    : new End(
                            JobBoard.Outcome.HANDED_BACK,
                            null,
                            (complete, operations) -> operations.reschedule(complete, complete.getTimeDone()));
        } catch (RuntimeException failed) {
            return new End(JobBoard.Outcome.FAILED, failed, null);
        } catch (Exception failed) {
            return new End(JobBoard.Outcome.FAILED, new IllegalStateException(failed), null);
        }
    }

    private void writeDown(Run run, Instant started, End end) {
        var now = clock.instant();
        var entry = plan.jobs().get(run.job.getTaskName());
        var isRecurring = entry != null && entry.isRecurring();
        var isQuick = isRecurring
                && end.outcome() == JobBoard.Outcome.SUCCEEDED
                && Duration.between(started, now).compareTo(REMARKABLE) < 0;
        if (run.hasProgress) {
            ownTransaction.executeWithoutResult(status -> repository.forgetProgress(run.job));
        }
        if (!isQuick && !(end.handler() instanceof Jobs.NotYet)) {
            var execution = run.context.getExecution();
            ownTransaction.executeWithoutResult(status -> repository.insertRun(
                    run.job,
                    started,
                    now,
                    end.outcome(),
                    execution.consecutiveFailures + 1,
                    execution.pickedBy,
                    end.failed() == null ? null : reason(end.failed())));
        }
    }

    /// What went wrong, and what made it go wrong, without a stack.
    static String reason(Throwable failed) {
        var text = new StringBuilder();
        for (var each = failed; each != null && text.length() < REASON_LENGTH_MAX; each = each.getCause()) {
            text.append(text.isEmpty() ? "" : "\ncaused by ")
                    .append(each.getClass().getSimpleName())
                    .append(each.getMessage() == null ? "" : ": " + each.getMessage());
        }
        // PostgreSQL's text takes every character but this one.
        var clean = text.toString().replace('\0', ' ');
        return clean.substring(0, Math.min(clean.length(), REASON_LENGTH_MAX));
    }

    int forgetOld() {
        return repository.deleteRunsBefore(clock.instant().minus(RUNS_KEPT));
    }

    /// See [Jobs#progress].
    static void progress(long done, @Nullable Long total) {
        if (CURRENT.isBound()) {
            CURRENT.get().progress(done, total);
        }
    }

    /// For a thread beside the running job: whether the job is to stop. Never outside of one.
    static Supplier<@Nullable JobStopped> stops() {
        return CURRENT.isBound() ? CURRENT.get()::stop : () -> null;
    }

    private final class Run {
        private final TaskInstance<?> job;
        private final ExecutionContext context;
        private Instant toldAt;
        private boolean hasProgress;

        Run(TaskInstance<?> job, ExecutionContext context, Instant started) {
            this.job = job;
            this.context = context;
            // The first step is told at once, so that a request to stop from before it is heard.
            this.toldAt = started.minus(PROGRESS_EVERY);
        }

        @Nullable
        JobStopped stop() {
            if (context.getSchedulerState().isShuttingDown()) {
                return new JobStopped(false);
            }
            return repository.isCancelled(job) ? new JobStopped(true) : null;
        }

        void progress(long done, @Nullable Long total) {
            if (context.getSchedulerState().isShuttingDown()) {
                throw new JobStopped(false);
            }
            var now = clock.instant();
            if (now.isBefore(toldAt.plus(PROGRESS_EVERY))) {
                return;
            }
            toldAt = now;
            hasProgress = true;
            var isCancelled = ownTransaction.execute(status -> repository.tellProgress(job, done, total, now));
            if (Boolean.TRUE.equals(isCancelled)) {
                throw new JobStopped(true);
            }
        }
    }
}
