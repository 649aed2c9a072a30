package io.parkapp.notifications;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.parkapp.platform.JobPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is sent, sought and forgotten. Each run also makes up for the time when no process was running.
@Configuration(proxyBeanMethods = false)
class NotificationsJobs {
    private static final TaskDescriptor<Void> SEND_MAILS = TaskDescriptor.of("notifications-send-mails");
    private static final TaskDescriptor<Void> SEND_SMS = TaskDescriptor.of("notifications-send-sms");
    private static final TaskDescriptor<Void> SEND_CHAT = TaskDescriptor.of("notifications-send-chat");
    private static final TaskDescriptor<Void> SEND_PUSH = TaskDescriptor.of("notifications-send-push");
    private static final TaskDescriptor<Void> FIND_WAITING = TaskDescriptor.of("notifications-find-waiting");
    private static final TaskDescriptor<Void> FIND_DUE = TaskDescriptor.of("notifications-find-due");
    private static final TaskDescriptor<Void> FORGET_OLD = TaskDescriptor.of("notifications-forget-old");

    @Bean
    RecurringTask<Void> sendMails(JobPlan plan, Deliveries deliveries) {
        return plan.recurring(SEND_MAILS).execute((instance, context) -> deliveries.run(Channel.EMAIL));
    }

    @Bean
    RecurringTask<Void> sendSms(JobPlan plan, Deliveries deliveries) {
        return plan.recurring(SEND_SMS).execute((instance, context) -> deliveries.run(Channel.SMS));
    }

    @Bean
    RecurringTask<Void> sendChat(JobPlan plan, Deliveries deliveries) {
        return plan.recurring(SEND_CHAT).execute((instance, context) -> deliveries.run(Channel.CHAT));
    }

    @Bean
    RecurringTask<Void> sendPush(JobPlan plan, Deliveries deliveries) {
        return plan.recurring(SEND_PUSH).execute((instance, context) -> deliveries.run(Channel.PUSH));
    }

    @Bean
    RecurringTask<Void> findWaiting(JobPlan plan, Announcer announcer) {
        return plan.recurring(FIND_WAITING).execute((instance, context) -> {
            while (announcer.findWaiting() > 0) {
                // Until none are left.
            }
        });
    }

    @Bean
    RecurringTask<Void> findDueMessages(JobPlan plan, Announcer announcer) {
        return plan.recurring(FIND_DUE).execute((instance, context) -> announcer.findDue());
    }

    @Bean
    RecurringTask<Void> forgetOldMessages(JobPlan plan, Announcer announcer) {
        return plan.recurring(FORGET_OLD).execute((instance, context) -> {
            while (announcer.forgetOld() > 0) {
                // Until none are left.
            }
        });
    }
}
