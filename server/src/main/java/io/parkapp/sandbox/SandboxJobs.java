package io.parkapp.sandbox;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.parkapp.platform.Jobs;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("demo")
class SandboxJobs {
    static final TaskDescriptor<Void> DELIVER_EVENT = TaskDescriptor.of("sandbox-deliver-event");
    static final TaskDescriptor<Void> FINISH_PROCESSING = TaskDescriptor.of("sandbox-finish-processing");
    static final TaskDescriptor<Void> OPEN_DISPUTE = TaskDescriptor.of("sandbox-open-dispute");
    static final TaskDescriptor<Void> DECIDE_DISPUTE = TaskDescriptor.of("sandbox-decide-dispute");
    static final TaskDescriptor<Void> EXPIRE_SESSION = TaskDescriptor.of("sandbox-expire-session");

    private static final Duration PAUSE_FIRST = Duration.ofSeconds(3);
    private static final Duration PAUSE_LONGEST = Duration.ofMinutes(15);
    /// About an hour.
    private static final int DELIVERY_ATTEMPTS_MAX = 12;

    @Bean
    OneTimeTask<Void> deliverSandboxEvent(SandboxDelivery delivery) {
        return Tasks.oneTime(DELIVER_EVENT)
                .onFailure(Jobs.retry(PAUSE_FIRST, PAUSE_LONGEST, DELIVERY_ATTEMPTS_MAX))
                .execute((instance, context) -> delivery.deliver(instance.getId()));
    }

    @Bean
    OneTimeTask<Void> finishSandboxProcessing(Sandbox sandbox) {
        return Tasks.oneTime(FINISH_PROCESSING)
                .onFailure(Jobs.retry(PAUSE_FIRST, PAUSE_LONGEST))
                .execute((instance, context) -> sandbox.finishProcessing(instance.getId()));
    }

    @Bean
    OneTimeTask<Void> openSandboxDispute(Sandbox sandbox) {
        return Tasks.oneTime(OPEN_DISPUTE)
                .onFailure(Jobs.retry(PAUSE_FIRST, PAUSE_LONGEST))
                .execute((instance, context) -> sandbox.openDispute(instance.getId()));
    }

    @Bean
    OneTimeTask<Void> decideSandboxDispute(Sandbox sandbox) {
        return Tasks.oneTime(DECIDE_DISPUTE)
                .onFailure(Jobs.retry(PAUSE_FIRST, PAUSE_LONGEST))
                .execute((instance, context) -> sandbox.decideDispute(instance.getId()));
    }

    @Bean
    OneTimeTask<Void> expireSandboxSession(Sandbox sandbox) {
        return Tasks.oneTime(EXPIRE_SESSION)
                .onFailure(Jobs.retry(PAUSE_FIRST, PAUSE_LONGEST))
                .execute((instance, context) -> sandbox.expire(instance.getId()));
    }
}
