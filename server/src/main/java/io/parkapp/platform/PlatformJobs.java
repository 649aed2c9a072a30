package io.parkapp.platform;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlatformJobs {
    private static final TaskDescriptor<Void> FORGET_ANSWERS = TaskDescriptor.of("platform-forget-answers");
    private static final TaskDescriptor<Void> FORGET_RUNS = TaskDescriptor.of("platform-forget-job-runs");

    @Bean
    RecurringTask<Void> forgetAnswers(JobPlan plan, IdempotentAnswers answers) {
        return plan.recurring(FORGET_ANSWERS).execute((instance, context) -> answers.forgetOld());
    }

    @Bean
    RecurringTask<Void> forgetJobRuns(JobPlan plan, JobRuns runs) {
        return plan.recurring(FORGET_RUNS).execute((instance, context) -> runs.forgetOld());
    }
}
