package io.parkapp.parking;

import static io.parkapp.accounts.Permission.LOTS_WRITE;

import io.parkapp.accounts.Caller;
import io.parkapp.lots.KindCount;
import io.parkapp.lots.Lot;
import io.parkapp.lots.LotHit;
import io.parkapp.lots.LotSearch;
import io.parkapp.lots.LotUse;
import io.parkapp.lots.Lots;
import io.parkapp.lots.Operator;
import io.parkapp.lots.Operators;
import io.parkapp.lots.SpotAnswer;
import io.parkapp.lots.SpotKind;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.tariffs.Quote;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.values.GeoPosition;
import io.parkapp.values.Money;
import io.parkapp.values.Page;
import io.parkapp.values.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What a driver who looks around sees: which lots have free spots for a window, which spots those are, and the price.
@Service
public class Availability implements LotUse {
    /// "Free now" means free for the hour that begins now.
    static final Duration NOW = Duration.ofHours(1);

    /// How many lots one page looks at before it rather answers with fewer than asked for, and a cursor.
    private static final int LOTS_LOOKED_AT_MAX = 400;

    private final AvailabilityRepository repository;
    private final Calendars calendars;
    private final ReservationRepository reservations;
    private final Lots lots;
    private final Operators operators;
    private final Tariffs tariffs;
    private final Clock clock;

    Availability(
            AvailabilityRepository repository,
            Calendars calendars,
            ReservationRepository reservations,
            Lots lots,
            Operators operators,
            Tariffs tariffs,
            Clock clock) {
        this.repository = repository;
        this.calendars = calendars;
        this.reservations = reservations;
        this.lots = lots;
        this.operators = operators;
        this.tariffs = tariffs;
        this.clock = clock;
    }

    /// What is looked for.
    ///
    /// @param window absent for "now", and then no price is shown
    /// @param kind counts and prices only spots of this kind; lots without any are left out
    /// @param maxPrice of the whole stay, in minor units of each lot's currency
    /// @param managed the caller's own lots instead, archived and priceless ones too
    /// @param operator of the caller's own lots only this one's; null for all
    record Search(
            @Nullable String text,
            @Nullable GeoPosition near,
            int radiusMeters,
            @Nullable TimeWindow window,
            @Nullable SpotKind kind,
            boolean freeOnly,
            @Nullable Long maxPriceMinor,
            LotSearch.Sort sort,
            boolean managed,
            @Nullable UUID operator) {}

    /// A lot as found, for the window asked.
    ///
    /// @param quote absent where no window was asked for, or the lot is closed then
    record Found(
            Lot lot,
            @Nullable Integer distanceMeters,
            boolean openNow,
            Map<SpotKind, KindCount> counts,
            @Nullable Quote quote) {
        int total() {
            return counts.values().stream().mapToInt(KindCount::total).sum();
        }

        int free() {
            return counts.values().stream().mapToInt(KindCount::free).sum();
        }

        @Nullable
        Money price() {
            return quote == null ? null : quote.price();
        }
    }

    Page<Found> search(@Nullable Caller caller, Search search, int limit, @Nullable String cursor) {
        var operators = search.managed() ? managedBy(caller, search.operator()) : null;
        var found = new ArrayList<Found>();
        var next = cursor;
        for (var lookedAt = 0; lookedAt < LOTS_LOOKED_AT_MAX; ) {
            var batch = lots.search(new LotSearch(
                    search.text(), search.near(), search.radiusMeters(), operators, search.sort(), limit + 1, next));
            var hits = batch.size() > limit ? batch.subList(0, limit) : batch;
            for (var each : look(hits, search)) {
                found.add(each.found());
                next = each.cursor();
                if (found.size() == limit) {
                    var isLast = batch.size() <= limit
                            && each.cursor().equals(hits.getLast().cursor());
                    return new Page<>(found, isLast ? null : next);
                }
            }
            if (batch.size() <= limit) {
                return new Page<>(found, null);
            }
            next = hits.getLast().cursor();
            lookedAt += hits.size();
        }
        return new Page<>(found, next);
    }

    /// One lot for a window, or now. An archived one only for those who run it.
    Found lot(@Nullable Caller caller, UUID id, @Nullable TimeWindow window) {
        var lot = visible(caller, id);
        var asked = new Search(
                null,
                null,
                LotSearch.RADIUS_METERS_DEFAULT,
                window,
                null,
                false,
                null,
                LotSearch.Sort.BEST,
                true,
                null);
        return look(List.of(new LotHit(lot, null, "")), asked).getFirst().found();
    }

    /// Every spot of the lot, and whether it is free for the window, or now. None is while the lot is closed.
    List<SpotAnswer> spots(@Nullable Caller caller, UUID lotId, @Nullable TimeWindow window) {
        var lot = visible(caller, lotId);
        var now = clock.instant();
        var asked = window == null ? now(now) : window;
        var isOpen = isOpen(lot, window, now);
        var taken = isOpen ? taken(lotId, asked, now) : Set.of();
        return lots.spots(lotId).stream()
                .map(each -> SpotAnswer.of(each, !isOpen || taken.contains(each.id())))
                .toList();
    }

    @Override
    public boolean isInUse(UUID lotId) {
        return reservations.hasLiveOfLot(lotId);
    }

    @Override
    public Set<UUID> takenSpots(UUID lotId, Instant at) {
        return repository.taken(lotId, now(at), at);
    }

    private Lot visible(@Nullable Caller caller, UUID id) {
        return lots.find(id)
                .filter(each -> !each.archived() || (caller != null && caller.may(LOTS_WRITE, each.operatorId())))
                .orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    private record Look(Found found, String cursor) {}

    private List<Look> look(List<LotHit> hits, Search search) {
        var now = clock.instant();
        var window = search.window();
        var ids = hits.stream().map(each -> each.lot().id()).toList();
        var counts = count(ids, window == null ? now(now) : window, now);
        var prices = tariffs.prices(ids);
        var looks = new ArrayList<Look>();
        for (var hit : hits) {
            var lot = hit.lot();
            var ofLot = countsOf(lot, counts.getOrDefault(lot.id(), Map.of()), window, search.kind(), now);
            var quote = prices.find(
                            lot,
                            search.kind() == null ? mainKind(ofLot) : search.kind(),
                            window == null ? now(now) : window)
                    .orElse(null);
            var shown = window == null || !lot.accepts(window) ? null : quote;
            var found = new Found(lot, hit.distanceMeters(), lot.isOpenAt(now), ofLot, shown);
            if (search.managed() || (quote != null && isWanted(found, search))) {
                looks.add(new Look(found, hit.cursor()));
            }
        }
        return looks;
    }

    private Set<UUID> taken(UUID lot, TimeWindow window, Instant now) {
        return calendars
                .of(lot)
                .map(calendar -> calendar.taken(window, now))
                .orElseGet(() -> repository.taken(lot, window, now));
    }

    /// Of the spots in service. A lot without any is left out.
    private Map<UUID, Map<SpotKind, KindCount>> count(List<UUID> asked, TimeWindow window, Instant now) {
        var known = calendars.of(asked);
        var unknown = asked.stream().filter(each -> !known.containsKey(each)).toList();
        var counts = unknown.isEmpty()
                ? new HashMap<UUID, Map<SpotKind, KindCount>>()
                : repository.count(unknown, window, now);
        var inService = known.isEmpty() ? Map.<UUID, Map<SpotKind, Integer>>of() : lots.spotsInService(known.keySet());
        known.forEach((lot, calendar) -> {
            var all = inService.get(lot);
            if (all != null) {
                counts.put(lot, calendar.count(all, window, now));
            }
        });
        return counts;
    }

    private static boolean isOpen(Lot lot, @Nullable TimeWindow window, Instant now) {
        return !lot.archived() && (window == null ? lot.isOpenAt(now) : lot.accepts(window));
    }

    private static boolean isWanted(Found found, Search search) {
        if (found.counts().isEmpty() || (search.freeOnly() && found.free() == 0)) {
            return false;
        }
        var price = found.price();
        return search.maxPriceMinor() == null || (price != null && price.amountMinor() <= search.maxPriceMinor());
    }

    private static Map<SpotKind, KindCount> countsOf(
            Lot lot, Map<SpotKind, KindCount> all, @Nullable TimeWindow window, @Nullable SpotKind kind, Instant now) {
        var isOpen = isOpen(lot, window, now);
        var counts = new EnumMap<SpotKind, KindCount>(SpotKind.class);
        all.forEach((each, count) -> {
            if (kind == null || kind == each) {
                counts.put(each, isOpen ? count : new KindCount(each, count.total(), 0));
            }
        });
        return counts;
    }

    private static SpotKind mainKind(Map<SpotKind, KindCount> counts) {
        return counts.containsKey(SpotKind.STANDARD)
                ? SpotKind.STANDARD
                : counts.keySet().stream().findFirst().orElse(SpotKind.STANDARD);
    }

    private Set<UUID> managedBy(@Nullable Caller caller, @Nullable UUID operator) {
        if (caller == null || !caller.mayAnywhere(LOTS_WRITE)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
        return operators.list(caller).stream()
                .map(Operator::id)
                .filter(each -> caller.may(LOTS_WRITE, each) && (operator == null || operator.equals(each)))
                .collect(Collectors.toSet());
    }

    static TimeWindow now(Instant now) {
        return new TimeWindow(now, now.plus(NOW));
    }
}
