package io.parkapp.reports;

import static io.parkapp.accounts.Permission.REPORTS_READ;
import static io.parkapp.accounts.Permission.RESERVATIONS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.lots.Lots;
import io.parkapp.parking.Reservations;
import io.parkapp.platform.Cached;
import io.parkapp.platform.Caches;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.reports.OccupancySeries.OccupancyHour;
import io.parkapp.reports.ReportRepository.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What operators are told of how it is going. Each answer costs what its time span holds, whatever lies before.
@Service
public class Reports {
    static final int RECENT_DAYS = 30;
    static final int ARRIVALS_MAX = 20;
    static final int TOP_LOTS_MAX = 5;
    static final int LOTS_MAX = 200;
    static final int REVENUE_DAYS_MAX = 366;
    static final Duration OCCUPANCY_MAX = Duration.ofDays(31);
    private static final Duration OCCUPANCY_USUAL = Duration.ofDays(1);

    /// A dashboard on the wall is asked for again and again by everybody who looks at it.
    private static final Duration AGE_MAX = Duration.ofSeconds(2);

    private static final int REMEMBERED_MAX = 1_000;

    private final ReportRepository repository;
    private final Reservations reservations;
    private final Lots lots;
    private final Clock clock;
    private final Cached<Asked, Overview> overviews;
    private final Cached<Asked, Revenue> revenues;
    private final Cached<Asked, OccupancySeries> occupancies;

    Reports(ReportRepository repository, Reservations reservations, Lots lots, Caches caches, Clock clock) {
        this.overviews = caches.make(Caches.Plan.clearedBy("overviews", AGE_MAX, REMEMBERED_MAX));
        this.revenues = caches.make(Caches.Plan.clearedBy("revenues", AGE_MAX, REMEMBERED_MAX));
        this.occupancies = caches.make(Caches.Plan.clearedBy("occupancies", AGE_MAX, REMEMBERED_MAX));
        this.repository = repository;
        this.reservations = reservations;
        this.lots = lots;
        this.clock = clock;
    }

    /// What was asked, and what of it the asker may see: two who may see the same get the same answer.
    ///
    /// @param reports the operators whose reports, and `reservations` whose reservations, may be read; null for all
    private record Asked(
            @Nullable Set<UUID> reports,
            @Nullable Set<UUID> reservations,
            @Nullable UUID subject,
            @Nullable Object from,
            @Nullable Object until) {
        static Asked by(Caller caller, @Nullable UUID subject, @Nullable Object from, @Nullable Object until) {
            return new Asked(
                    set(caller.operatorsWith(REPORTS_READ)),
                    set(caller.operatorsWith(RESERVATIONS_READ)),
                    subject,
                    from,
                    until);
        }

        private static @Nullable Set<UUID> set(UUID @Nullable [] operators) {
            return operators == null ? null : Set.of(operators);
        }
    }

    /// @param operatorId null for all operators whose reports the caller may read
    Overview overview(Caller caller, @Nullable UUID operatorId) {
        var scope = ofOperator(caller, operatorId);
        return overviews.get(
                Asked.by(caller, operatorId, null, null), asked -> readOverview(caller, scope, operatorId));
    }

    private Overview readOverview(Caller caller, Scope scope, @Nullable UUID operatorId) {
        var now = clock.instant();
        var today = repository.today(scope, now);
        var first = today.minusDays(RECENT_DAYS - 1);
        var inside = repository.inside(scope, now, LOTS_MAX);
        return new Overview(
                inside.lots(),
                inside.totalSpots(),
                inside.occupiedSpots(),
                reservations.arrivals(caller, operatorId, ARRIVALS_MAX),
                repository.arrivalsToday(scope, now),
                repository.revenueByDay(scope, first, today),
                repository.statuses(scope, now.minus(Duration.ofDays(RECENT_DAYS)), now),
                repository.revenueByLot(scope, first, today, TOP_LOTS_MAX));
    }

    /// @param from the first day; absent for 30 days up to `until`
    /// @param until the last day; absent for today
    Revenue revenue(Caller caller, @Nullable LocalDate from, @Nullable LocalDate until, @Nullable UUID lotId) {
        var scope = ofLot(caller, lotId);
        return revenues.get(Asked.by(caller, lotId, from, until), asked -> readRevenue(scope, from, until));
    }

    private Revenue readRevenue(Scope scope, @Nullable LocalDate from, @Nullable LocalDate until) {
        var last = until == null ? repository.today(scope, clock.instant()) : until;
        var first = from == null ? last.minusDays(RECENT_DAYS - 1) : from;
        if (last.isBefore(first)) {
            throw Refusal.field("until", "must not be before from");
        }
        if (ChronoUnit.DAYS.between(first, last) >= REVENUE_DAYS_MAX) {
            throw Refusal.field("from", "must be at most " + REVENUE_DAYS_MAX + " days before until");
        }
        return new Revenue(
                first,
                last,
                repository.revenueByDay(scope, first, last),
                repository.revenueByLot(scope, first, last, LOTS_MAX));
    }

    /// @param from rounded down to a full hour by the clock on the lot's wall; absent for a day before `until`
    /// @param until absent for now
    OccupancySeries occupancy(Caller caller, @Nullable Instant from, @Nullable Instant until, @Nullable UUID lotId) {
        var scope = ofLot(caller, lotId);
        return occupancies.get(Asked.by(caller, lotId, from, until), asked -> readOccupancy(scope, from, until));
    }

    private OccupancySeries readOccupancy(Scope scope, @Nullable Instant from, @Nullable Instant until) {
        var now = clock.instant();
        var lotId = scope.lotId();
        var end = until == null ? now : until;
        var start = from == null ? end.minus(OCCUPANCY_USUAL) : from;
        if (!start.isBefore(end)) {
            throw Refusal.field("until", "must be after from");
        }
        if (Duration.between(start, end).compareTo(OCCUPANCY_MAX) > 0) {
            throw Refusal.field("from", "must be at most " + OCCUPANCY_MAX.toDays() + " days before until");
        }
        var first = start.atZone(zone(lotId)).truncatedTo(ChronoUnit.HOURS).toInstant();
        return new OccupancySeries(repository.occupancy(scope, first, end.isAfter(now) ? now : end));
    }

    /// A month as it was.
    ///
    /// @param name of the operator or the lot; null for all operators whose reports the caller may read
    /// @param zone by whose clock the hours are full: of most lots
    /// @param lots by name
    public record Month(
            @Nullable String name,
            ZoneId zone,
            Revenue revenue,
            Revenue before,
            OccupancySeries occupancy,
            List<LotUse> lots) {}

    /// How full a lot was.
    ///
    /// @param averagePercent of the spots that are in service now, over all hours; null where there are none
    /// @param peak cars inside at the fullest hour
    public record LotUse(UUID lotId, String name, @Nullable Integer averagePercent, int peak, int total) {}

    /// @param operatorId null for all, or that of the lot
    /// @param lotId null for all
    /// @throws Refusal NOT_FOUND for what the caller may not see
    public Month month(Caller caller, @Nullable UUID operatorId, @Nullable UUID lotId, YearMonth month) {
        var scope = lotId == null ? ofOperator(caller, operatorId) : ofLot(caller, lotId);
        var zone = lotId == null ? repository.zone(scope) : zone(lotId);
        var first = month.atDay(1).atStartOfDay(zone).toInstant();
        var next = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        var now = clock.instant();
        var until = next.isAfter(now) ? now : next;
        var uses = repository.lots(scope, LOTS_MAX).entrySet().stream()
                .map(each -> use(
                        each.getKey(),
                        each.getValue(),
                        repository.occupancy(new Scope(scope.operators(), each.getKey()), first, until)))
                .toList();
        return new Month(
                nameOf(operatorId, lotId),
                zone,
                revenueOf(scope, month),
                revenueOf(scope, month.minusMonths(1)),
                new OccupancySeries(repository.occupancy(scope, first, until)),
                uses);
    }

    private Revenue revenueOf(Scope scope, YearMonth month) {
        return new Revenue(
                month.atDay(1),
                month.atEndOfMonth(),
                repository.revenueByDay(scope, month.atDay(1), month.atEndOfMonth()),
                repository.revenueByLot(scope, month.atDay(1), month.atEndOfMonth(), LOTS_MAX));
    }

    private @Nullable String nameOf(@Nullable UUID operatorId, @Nullable UUID lotId) {
        if (lotId != null) {
            return lots.find(lotId).orElseThrow().name();
        }
        return operatorId == null ? null : lots.operator(operatorId).name();
    }

    private static LotUse use(UUID lot, String name, List<OccupancyHour> hours) {
        var spotHours = hours.stream().mapToLong(OccupancyHour::total).sum();
        var carHours = hours.stream().mapToLong(OccupancyHour::occupied).sum();
        return new LotUse(
                lot,
                name,
                spotHours == 0 ? null : Math.toIntExact(Math.round(100.0 * carHours / spotHours)),
                hours.stream().mapToInt(OccupancyHour::occupied).max().orElse(0),
                hours.stream().mapToInt(OccupancyHour::total).max().orElse(0));
    }

    private Scope ofOperator(Caller caller, @Nullable UUID operatorId) {
        if (operatorId == null) {
            return new Scope(caller.operatorsWith(REPORTS_READ), null);
        }
        caller.requireOrHide(REPORTS_READ, operatorId);
        lots.operator(operatorId);
        return new Scope(new UUID[] {operatorId}, null);
    }

    private Scope ofLot(Caller caller, @Nullable UUID lotId) {
        if (lotId != null) {
            var lot = lots.find(lotId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
            caller.requireOrHide(REPORTS_READ, lot.operatorId());
        }
        return new Scope(caller.operatorsWith(REPORTS_READ), lotId);
    }

    private ZoneId zone(@Nullable UUID lotId) {
        return lotId == null ? ZoneOffset.UTC : lots.find(lotId).orElseThrow().timeZone();
    }
}
