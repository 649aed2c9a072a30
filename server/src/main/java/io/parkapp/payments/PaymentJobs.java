package io.parkapp.payments;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.parkapp.platform.JobPlan;
import io.parkapp.platform.Jobs;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentJobs {
    static final TaskDescriptor<Void> CARRY_OUT_REFUND = TaskDescriptor.of("payments-carry-out-refund");
    static final TaskDescriptor<Void> CLOSE_CHECKOUT = TaskDescriptor.of("payments-close-checkout");
    private static final TaskDescriptor<Void> FORGET_EVENTS = TaskDescriptor.of("payments-forget-events");
    private static final TaskDescriptor<Void> RECONCILE = TaskDescriptor.of("payments-reconcile");

    private static final Duration PAUSE_FIRST = Duration.ofSeconds(2);
    private static final Duration PAUSE_LONGEST = Duration.ofHours(1);
    /// A page that cannot be closed closes by itself; a refund that cannot be carried out does not carry out itself.
    private static final int CLOSE_ATTEMPTS_MAX = 10;

    @Bean
    OneTimeTask<Void> carryOutRefund(ProviderCalls calls) {
        return Tasks.oneTime(CARRY_OUT_REFUND)
                .onFailure(Jobs.retry(PAUSE_FIRST, PAUSE_LONGEST))
                .execute((instance, context) -> calls.refund(UUID.fromString(instance.getId())));
    }

    @Bean
    OneTimeTask<Void> closeCheckout(ProviderCalls calls) {
        return Tasks.oneTime(CLOSE_CHECKOUT)
                .onFailure(Jobs.retry(PAUSE_FIRST, PAUSE_LONGEST, CLOSE_ATTEMPTS_MAX))
                .execute((instance, context) -> calls.closeCheckout(UUID.fromString(instance.getId())));
    }

    @Bean
    RecurringTask<Void> reconcile(JobPlan plan, Reconciliation reconciliation) {
        return plan.recurring(RECONCILE).execute((instance, context) -> reconciliation.run());
    }

    @Bean
    RecurringTask<Void> forgetEvents(JobPlan plan, ProviderEvents events) {
        return plan.recurring(FORGET_EVENTS).execute((instance, context) -> events.forgetOld());
    }
}
