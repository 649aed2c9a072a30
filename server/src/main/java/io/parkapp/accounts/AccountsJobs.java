package io.parkapp.accounts;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.parkapp.platform.JobPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountsJobs {
    private static final TaskDescriptor<Void> FORGET_SESSIONS = TaskDescriptor.of("accounts-forget-dead-sessions");

    @Bean
    RecurringTask<Void> forgetDeadSessions(JobPlan plan, Sessions sessions) {
        return plan.recurring(FORGET_SESSIONS).execute((instance, context) -> sessions.forgetDead());
    }
}
