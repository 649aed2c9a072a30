package io.parkapp.tariffs;

import static java.util.stream.Collectors.groupingBy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.parkapp.lots.Lot;
import io.parkapp.lots.SpotKind;
import io.parkapp.platform.Cached;
import io.parkapp.platform.Caches;
import io.parkapp.platform.Caches.Plan;
import io.parkapp.platform.News;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Curve;
import io.parkapp.pricing.NoPrice;
import io.parkapp.pricing.Stay;
import io.parkapp.pricing.Tariff;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What a stay costs.
///
/// A lot's list of versions is remembered until news names the lot: a version that another process has just added is
/// used some tens of milliseconds later here. That wrongs nobody, since what a driver accepts is charged by the very
/// version it was shown from, and versions never change. Near only: making a document ready to compute with takes
/// longer than reading it. Prices are not remembered either, since computing one takes no longer than finding it would.
@Service
public class Tariffs {
    /// News of a lot's id: its tariff has another version, or one less.
    static final String TOPIC = "tariff";

    private static final Duration AGE_MAX = Duration.ofMinutes(2);
    private static final int LOTS_REMEMBERED_MAX = 10_000;
    private static final int VERSIONS_REMEMBERED_MAX = 5_000;

    private final VersionRepository repository;
    private final Cached<UUID, List<Version>> byLot;
    private final News news;
    private final LoadingCache<UUID, Version> byId;

    Tariffs(VersionRepository repository, Caches caches, News news) {
        this.repository = repository;
        this.news = news;
        this.byLot = caches.make(Plan.of("tariffs", AGE_MAX, LOTS_REMEMBERED_MAX, TOPIC, UUID::fromString));
        this.byId = Caffeine.newBuilder()
                .maximumSize(VERSIONS_REMEMBERED_MAX)
                .build(id ->
                        repository.find(id).orElseThrow(() -> new IllegalArgumentException("no tariff version " + id)));
    }

    /// Other stays of the plate in the lot, read when a tariff looks at them.
    public interface EarlierStays {
        /// For a driver who is not known yet.
        EarlierStays UNKNOWN = since -> List.of();

        List<Stay.Earlier> since(Instant since);
    }

    /// What a price depends on besides lot, kind and window.
    ///
    /// @param discounts that the driver brings along
    public record Circumstances(EarlierStays earlier, List<Tariff.Discount> discounts, boolean lostTicket) {
        /// For a driver who is not known yet.
        public static final Circumstances UNKNOWN = new Circumstances(EarlierStays.UNKNOWN, List.of(), false);

        public static Circumstances after(EarlierStays earlier) {
            return new Circumstances(earlier, List.of(), false);
        }

        public Circumstances with(List<Tariff.Discount> others) {
            return new Circumstances(earlier, others, lostTicket);
        }

        public Circumstances withLostTicket() {
            return new Circumstances(earlier, discounts, true);
        }
    }

    /// By the version in force when the stay begins.
    ///
    /// @throws Refusal NO_TARIFF, NO_PRICE
    public Quote quote(Lot lot, SpotKind kind, TimeWindow window, Circumstances circumstances) {
        return inForce(lot.id(), window.from()).quote(lot, kind, window, circumstances);
    }

    /// Reads the tariffs of several lots at once.
    public Prices prices(Collection<UUID> lotIds) {
        return new Prices(byLot.findAll(lotIds, this::read));
    }

    /// What stays cost in these lots.
    public static final class Prices {
        private final Map<UUID, List<Version>> versions;

        private Prices(Map<UUID, List<Version>> versions) {
            this.versions = versions;
        }

        /// Like [Tariffs#quote], and nothing where there is no price.
        public Optional<Quote> find(Lot lot, SpotKind kind, TimeWindow window) {
            return quote(versions.getOrDefault(lot.id(), List.of()), lot, kind, window);
        }

        /// Like [Tariffs#settle], by one of the lot's versions.
        public Quote settle(UUID versionId, Lot lot, SpotKind kind, TimeWindow window) {
            return versions.getOrDefault(lot.id(), List.of()).stream()
                    .filter(each -> each.id().equals(versionId))
                    .findFirst()
                    .orElseThrow()
                    .settle(lot, kind, window, Circumstances.UNKNOWN);
        }
    }

    /// By a version that was accepted before, whatever holds now.
    ///
    /// @throws Refusal NO_PRICE
    public Quote reprice(UUID versionId, Lot lot, SpotKind kind, TimeWindow window, Circumstances circumstances) {
        return byId.get(versionId).quote(lot, kind, window, circumstances);
    }

    /// Of a stay that has happened, by the version that was accepted. There is always a price: who overstays the
    /// longest stay is charged as though another one had begun.
    public Quote settle(UUID versionId, Lot lot, SpotKind kind, TimeWindow window, Circumstances circumstances) {
        return byId.get(versionId).settle(lot, kind, window, circumstances);
    }

    /// SHA-256 of the version's document.
    public String hash(UUID versionId) {
        return byId.get(versionId).pricing().hash();
    }

    /// What leaving earlier or later would change, by an accepted version.
    ///
    /// @param price of the stay
    /// @param earliest when the driver can leave at the earliest
    public Curve.Advice advice(
            UUID versionId,
            Lot lot,
            SpotKind kind,
            TimeWindow window,
            Money price,
            Instant earliest,
            Circumstances circumstances) {
        var version = byId.get(versionId);
        return Curve.advice(
                version.pricing(), version.stay(lot, kind, window, circumstances), lot.currency(), price, earliest);
    }

    /// The version in force at a time.
    ///
    /// @throws Refusal NO_TARIFF
    Version inForce(UUID lotId, Instant at) {
        return inForce(ofLot(lotId), at).orElseThrow(() -> new Refusal(TariffsRefusal.NO_TARIFF));
    }

    /// Of a lot, by the time they start to hold; read anew, since this is for those who publish them.
    List<Version> versions(UUID lotId) {
        return repository.ofLots(List.of(lotId));
    }

    /// Once the running transaction has committed.
    void forget(UUID lotId) {
        news.tell(TOPIC, lotId);
    }

    private List<Version> ofLot(UUID lotId) {
        return byLot.get(lotId, each -> repository.ofLots(List.of(each)));
    }

    private Map<UUID, List<Version>> read(Set<UUID> lotIds) {
        var found = new HashMap<UUID, List<Version>>();
        lotIds.forEach(each -> found.put(each, List.of()));
        found.putAll(repository.ofLots(lotIds).stream().collect(groupingBy(Version::lotId)));
        return found;
    }

    private static Optional<Quote> quote(List<Version> versions, Lot lot, SpotKind kind, TimeWindow window) {
        try {
            return inForce(versions, window.from())
                    .map(version -> version.quote(lot, kind, window, Circumstances.UNKNOWN));
        } catch (NoPrice none) {
            return Optional.empty();
        }
    }

    private static Optional<Version> inForce(List<Version> versions, Instant at) {
        return versions.reversed().stream()
                .filter(each -> !each.effectiveFrom().isAfter(at))
                .findFirst()
                .filter(each -> each.holdsAt(at));
    }
}
