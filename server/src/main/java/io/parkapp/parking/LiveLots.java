package io.parkapp.parking;

import io.parkapp.lots.KindCount;
import io.parkapp.lots.SpotsChanged;
import io.parkapp.platform.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Tells open pages when the free spots of a lot have changed. Bursts are told once: a page needs the outcome only.
@Component
class LiveLots implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLots.class);
    private static final int LISTENERS_MAX = 2_000;
    private static final Duration LISTEN_MAX = Duration.ofMinutes(30);
    private static final Duration BURST = Duration.ofMillis(300);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Availability availability;
    private final Map<UUID, Set<SseEmitter>> listeners = new ConcurrentHashMap<>();
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-lots").factory());

    LiveLots(Availability availability) {
        this.availability = availability;
        repeat(this::tellAll, BURST);
        repeat(this::beat, HEARTBEAT);
    }

    /// What a page is told.
    record LiveAvailability(int freeSpots, int totalSpots, List<KindCount> kinds) {}

    /// @throws Refusal TOO_MANY_REQUESTS when too many listen already; pages ask from time to time instead
    SseEmitter open(UUID lot) {
        if (count.incrementAndGet() > LISTENERS_MAX) {
            count.decrementAndGet();
            throw Refusal.tooMany(HEARTBEAT);
        }
        var emitter = new SseEmitter(LISTEN_MAX.toMillis());
        listeners.compute(lot, (id, others) -> {
            var ofLot = others == null ? ConcurrentHashMap.<SseEmitter>newKeySet() : others;
            ofLot.add(emitter);
            return ofLot;
        });
        emitter.onCompletion(() -> forget(lot, emitter));
        emitter.onTimeout(emitter::complete);
        changed.add(lot);
        return emitter;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void changed(SpotsChanged event) {
        if (listeners.containsKey(event.lotId())) {
            changed.add(event.lotId());
        }
    }

    @Override
    public void destroy() {
        teller.shutdownNow();
        listeners.values().forEach(each -> each.forEach(SseEmitter::complete));
    }

    private void repeat(Runnable work, Duration pause) {
        var _ = teller.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tellAll() {
        for (var lot : List.copyOf(changed)) {
            // Forgotten before it is told: what changes in between is told again.
            changed.remove(lot);
            try {
                tell(lot);
            } catch (RuntimeException failed) {
                LOG.warn("could not tell the free spots of lot {}: {}", lot, failed.getMessage());
            }
        }
    }

    private void tell(UUID lot) {
        var ofLot = listeners.getOrDefault(lot, Set.of());
        if (ofLot.isEmpty()) {
            return;
        }
        var found = availability.lot(null, lot, null);
        var news = new LiveAvailability(
                found.free(), found.total(), List.copyOf(found.counts().values()));
        ofLot.forEach(each -> send(each, SseEmitter.event().name("availability").data(news)));
    }

    private void forget(UUID lot, SseEmitter emitter) {
        listeners.computeIfPresent(lot, (id, ofLot) -> {
            if (ofLot.remove(emitter)) {
                count.decrementAndGet();
            }
            return ofLot.isEmpty() ? null : ofLot;
        });
    }

    private void beat() {
        listeners
                .values()
                .forEach(each ->
                        each.forEach(emitter -> send(emitter, SseEmitter.event().comment("beat"))));
    }

    private static void send(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        }
    }
}
