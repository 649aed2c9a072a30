package io.parkapp.accounts;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.parkapp.platform.JobPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountsJobs {
    private static final TaskDescriptor<Void> FORGET_SESSIONS = TaskDescriptor.of("accounts-forget-dead-sessions");
    private static final TaskDescriptor<Void> FORGET_LINKS = TaskDescriptor.of("accounts-forget-dead-links");

    @Bean
    RecurringTask<Void> forgetDeadSessions(JobPlan plan, Sessions sessions) {
        return plan.recurring(FORGET_SESSIONS).execute((instance, context) -> sessions.forgetDead());
    }

    @Bean
    RecurringTask<Void> forgetDeadLinks(JobPlan plan, Links links) {
        return plan.recurring(FORGET_LINKS).execute((instance, context) -> links.forgetDead());
    }
}
