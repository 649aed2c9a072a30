package io.parkapp.parking;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.parkapp.platform.JobPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What time does to reservations. Each run also makes up for the time when no process was running.
@Configuration(proxyBeanMethods = false)
class ParkingJobs {
    private static final TaskDescriptor<Void> END_HOLDS = TaskDescriptor.of("parking-end-lapsed-holds");
    private static final TaskDescriptor<Void> RELEASE_NO_SHOWS = TaskDescriptor.of("parking-release-no-shows");

    @Bean
    Task<Void> lapseHolds(JobPlan plan, Reservations reservations) {
        return plan.recurring(END_HOLDS).execute((instance, context) -> {
            while (reservations.lapseHolds() > 0) {
                // Until none are left.
            }
        });
    }

    @Bean
    Task<Void> releaseNoShows(JobPlan plan, Stays stays) {
        return plan.recurring(RELEASE_NO_SHOWS).execute((instance, context) -> {
            while (stays.releaseNoShows() > 0) {
                // Until none are left.
            }
        });
    }
}
