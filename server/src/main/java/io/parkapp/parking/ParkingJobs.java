package io.parkapp.parking;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What time does to reservations. Each run also makes up for the time when no process was running.
@Configuration(proxyBeanMethods = false)
class ParkingJobs {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Bean
    Task<Void> lapseHolds(Reservations reservations) {
        return Tasks.recurring("parking: end lapsed holds", FixedDelay.of(PAUSE))
                .execute((instance, context) -> {
                    while (reservations.lapseHolds() > 0) {
                        // Until none are left.
                    }
                });
    }

    @Bean
    Task<Void> releaseNoShows(Stays stays) {
        return Tasks.recurring("parking: free the spots of no-shows", FixedDelay.of(PAUSE))
                .execute((instance, context) -> {
                    while (stays.releaseNoShows() > 0) {
                        // Until none are left.
                    }
                });
    }
}
