package io.parkapp.platform;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What `jobs.yaml` says: every job by its name, and when it recurs.
@ConfigurationProperties("parkapp")
public record JobPlan(Map<String, Entry> jobs) {
    /// @param title what it does, for whoever watches the jobs
    /// @param every the pause between two runs
    /// @param daily a time of day in `zone`
    /// @param cancellable whether it may be left undone
    public record Entry(
            String title,
            @Nullable Duration every,
            @Nullable LocalTime daily,
            @Nullable ZoneId zone,
            boolean cancellable) {
        public Entry {
            if (daily != null && (zone == null || every != null)) {
                throw new IllegalArgumentException("a daily job has a zone, and no pause: " + title);
            }
        }

        public boolean isRecurring() {
            return every != null || daily != null;
        }

        private Schedule schedule() {
            return daily == null
                    ? Schedules.fixedDelay(Objects.requireNonNull(every))
                    : Schedules.daily(Objects.requireNonNull(zone), daily);
        }
    }

    /// To be completed with what it executes.
    ///
    /// @throws IllegalArgumentException when the plan does not say when
    public Tasks.RecurringTaskBuilder<Void> recurring(TaskDescriptor<Void> job) {
        return Tasks.recurring(job, schedule(job));
    }

    Schedule schedule(TaskDescriptor<Void> job) {
        var entry = jobs.get(job.getTaskName());
        if (entry == null || !entry.isRecurring()) {
            throw new IllegalArgumentException("jobs.yaml does not say when " + job.getTaskName() + " runs");
        }
        return entry.schedule();
    }

    /// Its name where the plan does not know it: of a version before or after this one.
    String title(String name) {
        var entry = jobs.get(name);
        return entry == null ? name : entry.title();
    }
}
