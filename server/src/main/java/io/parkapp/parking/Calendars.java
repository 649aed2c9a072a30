package io.parkapp.parking;

import io.parkapp.lots.SpotsChanged;
import io.parkapp.platform.Cached;
import io.parkapp.platform.Caches;
import io.parkapp.platform.News;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/// Remembers the calendars of lots until news names the lot. For looking around only: who gets a spot is decided by the
/// claiming statement, which reads the rows.
@Component
class Calendars {
    /// News of a lot's id: its spots were claimed or freed, or are others.
    static final String TOPIC = "spots";

    /// A lot with more live reservations is asked about in the database: reading all of them after each change would
    /// take longer than looking up those that matter.
    static final int CLAIMS_MAX = 500;

    private static final Duration AGE_MAX = Duration.ofMinutes(2);
    private static final int HEAP_PERCENT_MAX = 12;

    private final AvailabilityRepository repository;
    private final Cached<UUID, Calendar> remembered;
    private final News news;

    Calendars(AvailabilityRepository repository, Caches caches, News news) {
        this.repository = repository;
        this.news = news;
        this.remembered = caches.make(Caches.Plan.<UUID, Calendar>of(
                        "calendars", AGE_MAX, Caches.heapBytes(HEAP_PERCENT_MAX), TOPIC, UUID::fromString)
                .weighing(Calendar::bytes)
                .alsoFar(new ParameterizedTypeReference<>() {}));
    }

    /// Where it is worth remembering; nothing while nothing is remembered.
    Optional<Calendar> of(UUID lot) {
        return remembered.isAwake()
                ? remembered
                        .find(
                                lot,
                                id -> Optional.ofNullable(repository
                                        .calendars(Set.of(id), CLAIMS_MAX)
                                        .get(id)))
                        .filter(Calendar::complete)
                : Optional.empty();
    }

    Map<UUID, Calendar> of(Collection<UUID> lots) {
        if (!remembered.isAwake()) {
            return Map.of();
        }
        var found = new HashMap<>(remembered.findAll(lots, ids -> repository.calendars(ids, CLAIMS_MAX)));
        found.values().removeIf(each -> !each.complete());
        return found;
    }

    @EventListener
    void changed(SpotsChanged event) {
        news.tell(TOPIC, event.lotId());
    }
}
