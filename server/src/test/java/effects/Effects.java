package effects;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.parkapp.Parkapp;
import io.parkapp.platform.Jobs;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The product as a worker, with a job that does what jobs do: something outside that cannot be taken back, as a mail,
/// and something inside that has a key of its own, as a refund.
@Configuration(proxyBeanMethods = false)
public class Effects {
    public static final String JOB = "test-effect";
    private static final Duration TAKES = Duration.ofMillis(150);

    public static void main(String[] arguments) {
        new SpringApplication(Parkapp.class, Effects.class).run(arguments);
    }

    @Bean
    OneTimeTask<Void> effect(JdbcClient jdbc) {
        return Tasks.oneTime(TaskDescriptor.of(JOB))
                .onFailure(Jobs.retry(Duration.ofSeconds(1), Duration.ofSeconds(5)))
                .execute((instance, context) -> {
                    insert(jdbc, "insert into mail (subject) values (:subject)", instance.getId());
                    pause();
                    insert(
                            jdbc,
                            "insert into effect (subject) values (:subject) on conflict do nothing",
                            instance.getId());
                });
    }

    private static void insert(JdbcClient jdbc, String statement, String subject) {
        jdbc.sql(statement).param("subject", subject).update();
    }

    private static void pause() {
        try {
            Thread.sleep(TAKES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
