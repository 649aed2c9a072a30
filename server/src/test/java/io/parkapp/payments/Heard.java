package io.parkapp.payments;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

/// Listens as parking does, in the transaction of the news, until closed.
public class Heard implements AutoCloseable {
    public final Queue<ChargeSettled> settled = new ConcurrentLinkedQueue<>();
    public final Queue<ChargeFailed> failed = new ConcurrentLinkedQueue<>();
    public volatile Consumer<ChargeSettled> then = each -> {};

    private final ApplicationEventMulticaster multicaster;
    private final ApplicationListener<?> onSettled = new ApplicationListener<PayloadApplicationEvent<ChargeSettled>>() {
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<ChargeSettled> event) {
            settled.add(event.getPayload());
            then.accept(event.getPayload());
        }
    };
    private final ApplicationListener<?> onFailed = new ApplicationListener<PayloadApplicationEvent<ChargeFailed>>() {
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<ChargeFailed> event) {
            failed.add(event.getPayload());
        }
    };

    public Heard(ApplicationEventMulticaster multicaster) {
        this.multicaster = multicaster;
        multicaster.addApplicationListener(onSettled);
        multicaster.addApplicationListener(onFailed);
    }

    @Override
    public void close() {
        multicaster.removeApplicationListener(onSettled);
        multicaster.removeApplicationListener(onFailed);
    }
}
