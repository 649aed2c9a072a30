package io.parkapp.lots;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What there is: lots, their operators, levels and spots, for everybody who asks.
///
/// A lot is remembered for [#AGREED_AFTER], so that a change is seen here at once when it was made here, and that much
/// later when it was made by another process. Nothing may rest on a remembered lot being the latest: a reservation may
/// slip into a closure, or be paid by the payment policy, of two seconds ago, which is as if it had been made then;
/// that nobody reserves in an archived lot or on a spot out of service is for the claiming statement to see to, in the
/// tables.
@Service
public class Lots {
    static final Duration AGREED_AFTER = Duration.ofSeconds(2);
    private static final int REMEMBERED_MAX = 20_000;

    private final Cache<UUID, Lot> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(AGREED_AFTER)
            .build();
    private final LotRepository lots;
    private final SpotRepository spots;
    private final OperatorRepository operators;
    private final SearchRepository searches;
    private final Clock clock;

    Lots(
            LotRepository lots,
            SpotRepository spots,
            OperatorRepository operators,
            SearchRepository searches,
            Clock clock) {
        this.lots = lots;
        this.spots = spots;
        this.operators = operators;
        this.searches = searches;
        this.clock = clock;
    }

    /// @throws Refusal NOT_FOUND where there is none, or it is archived
    public Lot get(UUID id) {
        return find(id).filter(lot -> !lot.archived()).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    /// Archived ones too.
    public Optional<Lot> find(UUID id) {
        var known = remembered.getIfPresent(id);
        if (known != null) {
            return Optional.of(known);
        }
        var found = lots.find(id, clock.instant());
        found.ifPresent(lot -> remembered.put(id, lot));
        return found;
    }

    /// Once the running transaction has committed.
    void forget(UUID id) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                remembered.invalidate(id);
            }
        });
    }

    /// What is written as asked comes first; only where nothing is, are typos forgiven. Whether a lot has a free spot
    /// or a price is not known here.
    public List<LotHit> search(LotSearch search) {
        return searches.search(search, clock.instant());
    }

    /// @throws Refusal NOT_FOUND
    public Operator operator(UUID id) {
        return operators.find(id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    public List<Level> levels(UUID lotId) {
        return spots.levels(lotId);
    }

    /// By level and place in it, those out of service too.
    public List<Spot> spots(UUID lotId) {
        return spots.ofLot(lotId);
    }

    public Optional<Spot> findSpot(UUID id) {
        return spots.find(id);
    }

    /// Of each of these lots, how many spots of each kind are in service. A lot without any is left out.
    public Map<UUID, Map<SpotKind, Integer>> spotsInService(Collection<UUID> lotIds) {
        return spots.countInService(lotIds);
    }
}
