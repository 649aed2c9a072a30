package io.parkapp.accounting;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountingJobs {
    private static final TaskDescriptor<Void> PROVE = TaskDescriptor.of("accounting-prove-days");
    /// A day is proved soon after midnight, wherever that is.
    private static final Duration PAUSE = Duration.ofMinutes(15);

    @Bean
    RecurringTask<Void> proveDays(Proofs proofs) {
        return Tasks.recurring(PROVE, FixedDelay.of(PAUSE)).execute((instance, context) -> {
            while (proofs.proveDue() > 0) {
                // Until all are proved.
            }
        });
    }
}
