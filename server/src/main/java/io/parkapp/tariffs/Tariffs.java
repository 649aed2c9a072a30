package io.parkapp.tariffs;

import static java.util.stream.Collectors.groupingBy;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.parkapp.lots.Lot;
import io.parkapp.lots.SpotKind;
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
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What a stay costs.
///
/// A lot's list of versions is remembered for [#AGREED_AFTER]: a version that another process has just added is used
/// that much later here. That wrongs nobody, since what a driver accepts is charged by the very version it was shown
/// from, and versions never change.
@Service
public class Tariffs {
    static final Duration AGREED_AFTER = Duration.ofSeconds(2);
    private static final int LOTS_REMEMBERED_MAX = 20_000;
    private static final int VERSIONS_REMEMBERED_MAX = 50_000;

    private final VersionRepository repository;
    private final LoadingCache<UUID, List<Version>> byLot;
    private final LoadingCache<UUID, Version> byId;

    Tariffs(VersionRepository repository) {
        this.repository = repository;
        this.byLot = Caffeine.newBuilder()
                .maximumSize(LOTS_REMEMBERED_MAX)
                .expireAfterWrite(AGREED_AFTER)
                .build(new OfLots(repository));
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
    public Quote quote(Lot lot, SpotKind kind, TimeWindow window) {
        return quote(lot, kind, window, Circumstances.UNKNOWN);
    }

    public Quote quote(Lot lot, SpotKind kind, TimeWindow window, Circumstances circumstances) {
        return inForce(lot.id(), window.from()).quote(lot, kind, window, circumstances);
    }

    /// Like [#quote], and nothing where there is no price.
    public Optional<Quote> find(Lot lot, SpotKind kind, TimeWindow window) {
        return quote(byLot.get(lot.id()), lot, kind, window);
    }

    /// Of several lots at once, by their ids; those without a price are left out.
    public Map<UUID, Quote> quotes(Collection<Lot> lots, SpotKind kind, TimeWindow window) {
        var versions = byLot.getAll(lots.stream().map(Lot::id).toList());
        var quotes = new HashMap<UUID, Quote>();
        for (var lot : lots) {
            quote(versions.getOrDefault(lot.id(), List.of()), lot, kind, window)
                    .ifPresent(quote -> quotes.put(lot.id(), quote));
        }
        return quotes;
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
        return inForce(byLot.get(lotId), at).orElseThrow(() -> new Refusal(TariffsRefusal.NO_TARIFF));
    }

    /// Of a lot, by the time they start to hold; read anew, since this is for those who publish them.
    List<Version> versions(UUID lotId) {
        return repository.ofLots(List.of(lotId));
    }

    /// Once the running transaction has committed.
    void forget(UUID lotId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                byLot.invalidate(lotId);
            }
        });
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

    private record OfLots(VersionRepository repository) implements CacheLoader<UUID, List<Version>> {
        @Override
        public List<Version> load(UUID lotId) {
            return repository.ofLots(List.of(lotId));
        }

        @Override
        public Map<UUID, List<Version>> loadAll(Set<? extends UUID> lotIds) {
            var found = new HashMap<UUID, List<Version>>();
            lotIds.forEach(each -> found.put(each, List.of()));
            found.putAll(repository.ofLots(Set.copyOf(lotIds)).stream().collect(groupingBy(Version::lotId)));
            return found;
        }
    }
}
