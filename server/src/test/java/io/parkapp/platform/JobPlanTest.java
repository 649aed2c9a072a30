package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.parkapp.ParkappTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ParkappTest
class JobPlanTest {
    private static final TaskDescriptor<Void> JOB = TaskDescriptor.of("early-bird");

    private final JobPlan plan;
    private final List<Task<?>> tasks;

    JobPlanTest(JobPlan plan, List<Task<?>> tasks) {
        this.plan = plan;
        this.tasks = tasks;
    }

    @Test
    void jobs_yaml_has_every_job_and_no_other() {
        assertThat(tasks.stream().map(Task::getTaskName).toList())
                .containsExactlyInAnyOrderElementsOf(plan.jobs().keySet());
    }

    @Test
    void what_recurs_has_its_time_in_jobs_yaml() {
        assertThat(tasks)
                .allSatisfy(each -> assertThat(plan.jobs().get(each.getTaskName()))
                        .as(each.getTaskName())
                        .satisfies(entry -> assertThat(entry.isRecurring()).isEqualTo(each instanceof RecurringTask)));
    }

    @Test
    void a_recurring_job_without_a_time_is_refused() {
        assertThatThrownBy(() -> plan.recurring(JOB)).hasMessageContaining("early-bird");
    }

    /// Berlin loses the hour from 2:00 on 28 March 2027, and has the one from 2:00 twice on 31 October.
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,    03:10, 2027-03-27T02:10:00Z, 2027-03-28T01:10:00Z",
        "Europe/Berlin,    03:10, 2027-10-30T01:10:00Z, 2027-10-31T02:10:00Z",
        "Europe/Berlin,    02:30, 2027-03-27T01:30:00Z, 2027-03-28T01:30:00Z",
        "Europe/Berlin,    02:30, 2027-10-30T00:30:00Z, 2027-10-31T00:30:00Z",
        "America/New_York, 08:00, 2027-03-13T13:00:00Z, 2027-03-14T12:00:00Z",
        "America/New_York, 08:00, 2027-11-06T12:00:00Z, 2027-11-07T13:00:00Z",
        "Asia/Kolkata,     08:00, 2027-03-27T02:30:00Z, 2027-03-28T02:30:00Z"
    })
    void a_daily_job_runs_once_a_day_by_the_clock_on_the_wall_across_both_changes(
            ZoneId zone, LocalTime at, Instant ran, Instant next) {
        var daily = new JobPlan(Map.of(JOB.getTaskName(), new JobPlan.Entry("Sing", null, at, zone, false)));
        var schedule = daily.schedule(JOB);
        assertThat(schedule.getNextExecutionTime(
                        com.github.kagkarlsson.scheduler.task.ExecutionComplete.simulatedSuccess(ran)))
                .isEqualTo(next);
        assertThat(schedule.getNextExecutionTime(
                        com.github.kagkarlsson.scheduler.task.ExecutionComplete.simulatedSuccess(next)))
                .isAfter(next.plus(Duration.ofHours(22)));
    }
}
