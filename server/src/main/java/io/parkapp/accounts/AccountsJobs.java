package io.parkapp.accounts;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountsJobs {
    private static final Duration PAUSE = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> forgetDeadSessions(Sessions sessions) {
        return Tasks.recurring("accounts: forget dead sessions", FixedDelay.of(PAUSE))
                .execute((instance, context) -> sessions.forgetDead());
    }
}
