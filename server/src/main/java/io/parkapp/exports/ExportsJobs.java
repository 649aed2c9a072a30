package io.parkapp.exports;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.parkapp.platform.JobPlan;
import io.parkapp.platform.Jobs;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExportsJobs {
    static final TaskDescriptor<Void> MAKE = TaskDescriptor.of("exports-make");
    private static final TaskDescriptor<Void> EXPIRE = TaskDescriptor.of("exports-expire");
    private static final TaskDescriptor<Void> MONTHLY = TaskDescriptor.of("exports-monthly-reports");

    /// In one process, so that long files leave threads for what must not wait for them.
    private static final int AT_ONCE_MAX = 2;

    private static final Duration LATER = Duration.ofSeconds(1);
    private static final int ATTEMPTS_MAX = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    @Bean
    Task<Void> makeExport(ExportRun run, Exports exports) {
        var places = new Semaphore(AT_ONCE_MAX);
        return Tasks.custom(MAKE)
                .onFailure((complete, operations) -> {
                    var execution = complete.getExecution();
                    if (execution.consecutiveFailures + 1 < ATTEMPTS_MAX) {
                        operations.reschedule(complete, complete.getTimeDone().plus(FIRST_PAUSE));
                    } else {
                        exports.fail(UUID.fromString(execution.taskInstance.getId()), ExportFailure.INTERNAL);
                        operations.stop();
                    }
                })
                .execute((instance, context) -> {
                    if (!places.tryAcquire()) {
                        return Jobs.notYet(LATER);
                    }
                    try {
                        run.run(UUID.fromString(instance.getId()));
                    } finally {
                        places.release();
                    }
                    return new CompletionHandler.OnCompleteRemove<>();
                });
    }

    @Bean
    RecurringTask<Void> makeMonthlyReports(JobPlan plan, MonthlyReports reports) {
        return plan.recurring(MONTHLY).execute((instance, context) -> reports.scheduleDue());
    }

    @Bean
    RecurringTask<Void> expireExports(JobPlan plan, Exports exports) {
        return plan.recurring(EXPIRE).execute((instance, context) -> {
            while (exports.expire() || exports.forget()) {
                // Until none are left.
            }
        });
    }
}
