package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkappTest
class JobRunsTest {
    private static final TaskDescriptor<Void> JOB = TaskDescriptor.of("reports-replay");

    private final JobRuns runs;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String subject = UUID.randomUUID().toString();

    JobRunsTest(JobRuns runs, TestClock clock, JdbcClient jdbc, TransactionTemplate transaction) {
        this.runs = runs;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Test
    void a_process_that_stops_hands_the_job_back() {
        assertThat(run(true, () -> Jobs.progress(1, 2L))).isNotNull();
        assertThat(outcome()).isEqualTo("HANDED_BACK");
    }

    @Test
    void who_asked_to_stop_is_heard_at_the_next_step_and_what_is_not_committed_is_undone() {
        var steps = new AtomicInteger();
        run(
                false,
                () -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("insert into platform.idempotent_answer values (:id, 'x', 'x', null, now())")
                            .param("id", UUID.fromString(subject))
                            .update();
                    Jobs.progress(1, 3L);
                    steps.incrementAndGet();
                    assertThat(progress()).isEqualTo(1);
                    jdbc.sql("select 1").query(Integer.class).single();
                    cancelBesides();
                    clock.push(Duration.ofSeconds(1));
                    Jobs.progress(2, 3L);
                    steps.incrementAndGet();
                }));
        assertThat(steps).hasValue(1);
        assertThat(outcome()).isEqualTo("CANCELLED");
        assertThat(progress()).as("gone with the run").isNull();
        assertThat(jdbc.sql("select count(*) from platform.idempotent_answer where caller = :id")
                        .param("id", UUID.fromString(subject))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void progress_is_written_once_a_second_at_most() {
        run(false, () -> {
            Jobs.progress(1, 9L);
            Jobs.progress(2, 9L);
            assertThat(progress()).isEqualTo(1);
            clock.push(Duration.ofSeconds(1));
            Jobs.progress(3, 9L);
            assertThat(progress()).isEqualTo(3);
        });
        assertThat(outcome()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_failure_is_told_with_what_made_it_and_goes_on_to_be_tried_again() {
        assertThatThrownBy(() -> run(false, () -> {
                    throw new IllegalStateException("cannot \0 send", new java.io.IOException("connection refused"));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(outcome()).isEqualTo("FAILED");
        assertThat(jdbc.sql("select reason from platform.job_run where task_instance = :subject")
                        .param("subject", subject)
                        .query(String.class)
                        .single())
                .isEqualTo("IllegalStateException: cannot   send\ncaused by IOException: connection refused");
    }

    @Test
    void outside_of_a_job_nobody_is_told() {
        Jobs.progress(1, 2L);
        assertThat(progress()).isNull();
    }

    private void cancelBesides() {
        // As another process does, while this one's transaction is open.
        var other = new Thread(
                () -> jdbc.sql("update platform.job_progress set cancelled = true where task_instance = :subject")
                        .param("subject", subject)
                        .update());
        other.start();
        try {
            other.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private CompletionHandler<?> run(boolean isStopping, Runnable body) {
        var job = JOB.instance(subject).build();
        var execution = new Execution(clock.instant(), job);
        var state = new SchedulerState() {
            @Override
            public boolean isShuttingDown() {
                return isStopping;
            }

            @Override
            public boolean isStarted() {
                return true;
            }

            @Override
            public boolean isPaused() {
                return false;
            }
        };
        var chain = new ExecutionChain(List.of(), (instance, context) -> {
            body.run();
            return new CompletionHandler.OnCompleteRemove<>();
        });
        return runs.execute(job, new ExecutionContext(state, execution, null, null), chain);
    }

    private String outcome() {
        return jdbc.sql("select outcome from platform.job_run where task_instance = :subject")
                .param("subject", subject)
                .query(String.class)
                .single();
    }

    private @Nullable Long progress() {
        return jdbc.sql("select done from platform.job_progress where task_instance = :subject")
                .param("subject", subject)
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
