package effects;

import io.parkapp.Parkapp;
import io.parkapp.parking.ReservationNews;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The product, which dies right after the commit of a reservation, before anything else that waits for the commit.
@Configuration(proxyBeanMethods = false)
public class Deadly {
    public static final int EXIT_CODE = 9;

    public static void main(String[] arguments) {
        new SpringApplication(Parkapp.class, Deadly.class).run(arguments);
    }

    @EventListener
    void heard(ReservationNews news) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public int getOrder() {
                return Ordered.HIGHEST_PRECEDENCE;
            }

            @Override
            public void afterCommit() {
                // Nothing is tidied up, as if it were killed.
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        });
    }
}
