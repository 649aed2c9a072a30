package io.parkapp.receipts;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReceiptsJobs {
    private static final TaskDescriptor<Void> ISSUE_MISSING = TaskDescriptor.of("receipts-issue-missing");

    /// Finds something when it first runs on data from before there were receipts, and nothing ever after.
    @Bean
    RecurringTask<Void> issueMissing(Receipts receipts) {
        return Tasks.recurring(ISSUE_MISSING, FixedDelay.of(Duration.ofDays(1))).execute((instance, context) -> {
            while (receipts.issueMissing() > 0) {
                // Until none are left.
            }
        });
    }
}
