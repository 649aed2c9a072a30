package io.parkapp.payouts;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.parkapp.platform.JobPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PayoutJobs {
    private static final TaskDescriptor<Void> FETCH = TaskDescriptor.of("payouts-fetch");

    @Bean
    RecurringTask<Void> fetchPayouts(JobPlan plan, PayoutFetch fetch) {
        return plan.recurring(FETCH).execute((instance, context) -> fetch.run());
    }
}
