package io.parkapp.receipts;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.parkapp.platform.JobPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReceiptsJobs {
    private static final TaskDescriptor<Void> ISSUE_MISSING = TaskDescriptor.of("receipts-issue-missing");

    @Bean
    RecurringTask<Void> issueMissing(JobPlan plan, Receipts receipts) {
        return plan.recurring(ISSUE_MISSING).execute((instance, context) -> {
            while (receipts.issueMissing() > 0) {
                // Until none are left.
            }
        });
    }
}
