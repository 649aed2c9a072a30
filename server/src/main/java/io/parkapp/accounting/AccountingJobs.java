package io.parkapp.accounting;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.parkapp.platform.JobPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountingJobs {
    private static final TaskDescriptor<Void> PROVE = TaskDescriptor.of("accounting-prove-days");

    @Bean
    RecurringTask<Void> proveDays(JobPlan plan, Proofs proofs) {
        return plan.recurring(PROVE).execute((instance, context) -> {
            while (proofs.proveDue() > 0) {
                // Until all are proved.
            }
        });
    }
}
