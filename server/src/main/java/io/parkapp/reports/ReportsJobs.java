package io.parkapp.reports;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.parkapp.platform.JobStopped;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportsJobs {
    static final TaskDescriptor<Void> REPLAY = TaskDescriptor.of("reports-replay");
    private static final int ATTEMPTS_MAX = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    @Bean
    Task<Void> replay(Replays replays) {
        return Tasks.oneTime(REPLAY)
                .onFailure((complete, operations) -> {
                    var execution = complete.getExecution();
                    if (execution.consecutiveFailures + 1 < ATTEMPTS_MAX) {
                        operations.reschedule(complete, complete.getTimeDone().plus(FIRST_PAUSE));
                    } else {
                        replays.giveUp(UUID.fromString(execution.taskInstance.getId()), Replay.Status.FAILED);
                        operations.stop();
                    }
                })
                .execute((instance, context) -> run(replays, UUID.fromString(instance.getId())));
    }

    private static void run(Replays replays, UUID id) {
        try {
            while (replays.step(id)) {
                // Until all are done.
            }
        } catch (JobStopped stopped) {
            if (stopped.isCancelled()) {
                replays.giveUp(id, Replay.Status.CANCELLED);
            }
            throw stopped;
        }
    }
}
