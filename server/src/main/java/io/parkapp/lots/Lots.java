package io.parkapp.lots;

import io.parkapp.platform.Cached;
import io.parkapp.platform.Caches;
import io.parkapp.platform.Caches.Plan;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Service;

/// What there is: lots, their operators, levels and spots, for everybody who asks.
///
/// All of it is remembered until news names the lot; a change made here is seen here at once, and one made by another
/// process some tens of milliseconds later. Nothing may rest on a remembered lot being the latest: a reservation may
/// slip into a closure, or be paid by the payment policy, of a moment ago, which is as if it had been made then; that
/// nobody reserves in an archived lot or on a spot out of service is for the claiming statement to see to, in the
/// tables.
@Service
public class Lots {
    /// News of a lot's id: something about it, its levels, spots or closures has changed.
    public static final String TOPIC = "lot";

    static final String OPERATORS_TOPIC = "operator";

    private static final Duration AGE_MAX = Duration.ofMinutes(2);
    private static final Duration SEARCH_AGE_MAX = Duration.ofSeconds(10);
    private static final int LOTS_MAX = 10_000;
    private static final int OPERATORS_MAX = 2_000;
    private static final int SPOT_BYTES = 80;
    private static final int LAYOUTS_HEAP_PERCENT_MAX = 12;
    /// Of all searches, a lot each.
    private static final int HITS_MAX = 2_000;

    private final Cached<UUID, Lot> rememberedLots;
    private final Cached<UUID, Layout> rememberedLayouts;
    private final Cached<UUID, Map<SpotKind, Integer>> rememberedCounts;
    private final Cached<UUID, Operator> rememberedOperators;
    private final Cached<LotSearch, List<LotHit>> rememberedSearches;
    private static final Layout NOTHING_THERE = new Layout(List.of(), List.of());

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
            Caches caches,
            Clock clock) {
        this.lots = lots;
        this.spots = spots;
        this.operators = operators;
        this.searches = searches;
        this.clock = clock;
        this.rememberedLots = caches.make(Plan.<UUID, Lot>of("lots", AGE_MAX, LOTS_MAX, TOPIC, UUID::fromString)
                .alsoFar(new ParameterizedTypeReference<>() {}));
        this.rememberedLayouts = caches.make(Plan.<UUID, Layout>of(
                        "layouts", AGE_MAX, Caches.heapBytes(LAYOUTS_HEAP_PERCENT_MAX), TOPIC, UUID::fromString)
                .weighing(layout -> SPOT_BYTES * (2 + layout.spots().size()))
                .alsoFar(new ParameterizedTypeReference<>() {}));
        this.rememberedCounts = caches.make(Plan.of("spots-in-service", AGE_MAX, LOTS_MAX, TOPIC, UUID::fromString));
        this.rememberedOperators = caches.make(
                Plan.<UUID, Operator>of("operators", AGE_MAX, OPERATORS_MAX, OPERATORS_TOPIC, UUID::fromString)
                        .alsoFar(new ParameterizedTypeReference<>() {}));
        this.rememberedSearches =
                caches.make(Plan.<LotSearch, List<LotHit>>clearedBy("searches", SEARCH_AGE_MAX, HITS_MAX, TOPIC)
                        .weighing(List::size));
    }

    /// @throws Refusal NOT_FOUND where there is none, or it is archived
    public Lot get(UUID id) {
        return find(id).filter(lot -> !lot.archived()).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    /// Archived ones too.
    public Optional<Lot> find(UUID id) {
        return rememberedLots.find(id, each -> lots.find(each, clock.instant()));
    }

    /// What is written as asked comes first; only where nothing is, are typos forgiven. Whether a lot has a free spot
    /// or a price is not known here.
    public List<LotHit> search(LotSearch search) {
        return rememberedSearches.get(search, each -> searches.search(each, clock.instant()));
    }

    /// @throws Refusal NOT_FOUND
    public Operator operator(UUID id) {
        return rememberedOperators.find(id, operators::find).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    public Layout layout(UUID lotId) {
        return rememberedLayouts.get(lotId, each -> spots.layouts(Set.of(each)).getOrDefault(each, NOTHING_THERE));
    }

    public Map<UUID, Layout> layouts(Collection<UUID> lotIds) {
        return rememberedLayouts.findAll(lotIds, spots::layouts);
    }

    public List<Level> levels(UUID lotId) {
        return layout(lotId).levels();
    }

    /// By level and place in it, those out of service too.
    public List<Spot> spots(UUID lotId) {
        return layout(lotId).spots();
    }

    public Optional<Spot> findSpot(UUID id) {
        return spots.find(id);
    }

    /// Of each of these lots, how many spots of each kind are in service. A lot without any is left out.
    public Map<UUID, Map<SpotKind, Integer>> spotsInService(Collection<UUID> lotIds) {
        return rememberedCounts.findAll(lotIds, spots::countInService);
    }
}
