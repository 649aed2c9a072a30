package io.parkapp.notifications;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NotificationsJobs {
    private static final Duration SEND_EVERY = Duration.ofSeconds(2);
    private static final Duration FIND_EVERY = Duration.ofSeconds(30);

    @Bean
    RecurringTask<Void> sendMails(Deliveries deliveries) {
        return Tasks.recurring("notifications: send mails", FixedDelay.of(SEND_EVERY))
                .execute((instance, context) -> deliveries.run(Channel.EMAIL));
    }

    @Bean
    RecurringTask<Void> findDueMessages(Announcer announcer) {
        return Tasks.recurring("notifications: find who must be told", FixedDelay.of(FIND_EVERY))
                .execute((instance, context) -> announcer.findDue());
    }

    @Bean
    RecurringTask<Void> forgetOldMessages(Announcer announcer) {
        return Tasks.recurring("notifications: forget old messages", FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) -> {
                    while (announcer.forgetOld() > 0) {
                        // Until none are left.
                    }
                });
    }
}
