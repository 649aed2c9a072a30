package io.parkapp.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.boot.config.startup.ContextReadyStart;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Work that must happen later, and happens even if this process is killed in between: written in the transaction of
/// whatever makes it necessary. It may run more than once, so each job's body is safe to repeat.
@Component
public class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int BACKOFF_DOUBLINGS_MAX = 20;

    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    /// @param scheduler asked for late, since it knows the tasks, which know the use cases, which know us
    Jobs(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// As soon as the caller's transaction has committed, rather than at the next poll.
    @Transactional(propagation = Propagation.MANDATORY)
    public void now(TaskDescriptor<Void> job, Object subject) {
        schedule(clock.instant(), job, subject);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
            }
        });
    }

    /// In the caller's transaction. A job that already waits for this subject keeps its time.
    ///
    /// @param subject whose `toString` names it within the job: an id
    @Transactional(propagation = Propagation.MANDATORY)
    public void at(Instant due, TaskDescriptor<Void> job, Object subject) {
        schedule(due, job, subject);
    }

    private void schedule(Instant due, TaskDescriptor<Void> job, Object subject) {
        scheduler
                .getObject()
                .scheduleIfNotExists(job.instance(subject.toString()).build(), due);
    }

    /// Tells how far the running job is, for those who watch, at most once a second; and is where it stops when
    /// somebody asked for that, or when this process stops. Does nothing outside of a job.
    ///
    /// @param done of `total`, in a unit of the job's own
    /// @throws JobStopped and whoever catches it to clean up throws it on
    public static void progress(long done, @Nullable Long total) {
        JobRuns.progress(done, total);
    }

    /// How a job ends that found no place to run: it comes again after a while, and that is no run worth writing down.
    public static CompletionHandler<Void> notYet(Duration pause) {
        return new NotYet(pause);
    }

    record NotYet(Duration pause) implements CompletionHandler<Void> {
        @Override
        public void complete(ExecutionComplete complete, ExecutionOperations<Void> operations) {
            operations.reschedule(complete, complete.getTimeDone().plus(pause));
        }
    }

    /// Again and again, each time after twice the pause, until it succeeds.
    public static FailureHandler<Void> retry(Duration first, Duration longest) {
        return retry(first, longest, Integer.MAX_VALUE);
    }

    /// Gives up after so many attempts, and says so in the log.
    public static FailureHandler<Void> retry(Duration first, Duration longest, int attemptsMax) {
        return (complete, operations) -> {
            var execution = complete.getExecution();
            var failures = execution.consecutiveFailures + 1;
            if (failures >= attemptsMax) {
                LOG.error("gave up on {} after {} attempts", execution.taskInstance, failures);
                operations.stop();
                return;
            }
            var pause = first.multipliedBy(1L << Math.min(failures - 1, BACKOFF_DOUBLINGS_MAX));
            operations.reschedule(
                    complete, complete.getTimeDone().plus(pause.compareTo(longest) < 0 ? pause : longest));
        };
    }

    @Configuration(proxyBeanMethods = false)
    static class Scheduling {
        /// Jobs go by the same clock as everything else.
        @Bean
        com.github.kagkarlsson.scheduler.Clock dbSchedulerClock(Clock clock) {
            return clock::instant;
        }

        /// The processes of one machine are told apart.
        @Bean
        DbSchedulerCustomizer processName() {
            var name = new SchedulerName.Hostname().getName() + "-"
                    + ProcessHandle.current().pid();
            return new DbSchedulerCustomizer() {
                @Override
                public Optional<SchedulerName> schedulerName() {
                    return Optional.of(new SchedulerName.Fixed(name));
                }
            };
        }

        /// Once everything else stands, in a process that runs jobs.
        @Bean
        DbSchedulerStarter dbSchedulerStarter(Scheduler scheduler, Settings settings) {
            return settings.role().runsJobs()
                    ? new ContextReadyStart(scheduler)
                    : () -> LOG.info("jobs are left to worker processes");
        }
    }
}
