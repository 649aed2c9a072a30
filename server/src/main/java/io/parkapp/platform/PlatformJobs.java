package io.parkapp.platform;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlatformJobs {
    private static final TaskDescriptor<Void> FORGET_ANSWERS = TaskDescriptor.of("platform-forget-answers");

    @Bean
    RecurringTask<Void> forgetAnswers(IdempotentAnswers answers) {
        return Tasks.recurring(FORGET_ANSWERS, FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) -> answers.forgetOld());
    }
}
