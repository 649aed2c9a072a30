package io.parkapp.lots;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.platform.News;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What operators do with their lots as a whole: create, change, archive, close for a time.
@Service
public class LotChanges {
    static final Duration CLOSURE_AHEAD_MAX = Duration.ofDays(3_660);
    static final Duration CLOCK_DIFFERENCE_MAX = Duration.ofMinutes(1);
    static final int CLOSURES_MAX = 200;
    private static final int REASON_LENGTH_MAX = 200;

    private final LotRepository lots;
    private final SpotRepository spots;
    private final OperatorRepository operators;
    private final News news;
    private final ObjectProvider<LotUse> uses;
    private final Audit audit;
    private final Clock clock;

    LotChanges(
            LotRepository lots,
            SpotRepository spots,
            OperatorRepository operators,
            News news,
            ObjectProvider<LotUse> uses,
            Audit audit,
            Clock clock) {
        this.lots = lots;
        this.spots = spots;
        this.operators = operators;
        this.news = news;
        this.uses = uses;
        this.audit = audit;
        this.clock = clock;
    }

    /// With its levels and spots.
    @Transactional
    public Lot create(Caller caller, LotRequest request) {
        var operatorId = operatorOf(caller, request.operatorId());
        var draft = LotDraft.of(request);
        var currency = LotDraft.currency(request.currency());
        var plan = SpotPlan.of(request.levels());
        var now = clock.instant();
        var lotId = lots.insert(operatorId, draft, currency, now);
        spots.addLevels(lotId, plan.levels());
        spots.addSpots(lotId, plan.spots(), now);
        audit.record(
                caller.account(),
                operatorId,
                "lot.created",
                "lot",
                lotId,
                Map.of("name", draft.name(), "spots", plan.spots().size()));
        news.tell(Lots.TOPIC, lotId);
        return lots.find(lotId, now).orElseThrow();
    }

    /// @param version that the caller read; null to change whatever it is now
    @Transactional
    public Lot change(Caller caller, UUID lotId, LotChange change, @Nullable Integer version) {
        var now = clock.instant();
        var archives = Boolean.TRUE.equals(change.archived());
        var before = (archives ? lots.lockAgainstClaims(lotId, now) : lots.lock(lotId, now))
                .orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.LOTS_WRITE, before.operatorId());
        var archived = change.archived() == null ? before.archived() : change.archived();
        if (before.archived() && archived && !change.equals(LotChange.ARCHIVING)) {
            throw new Refusal(LotsRefusal.LOT_ARCHIVED);
        }
        if (archived && !before.archived() && uses.stream().anyMatch(each -> each.isInUse(lotId))) {
            throw new Refusal(LotsRefusal.LOT_IN_USE);
        }
        var draft = LotDraft.of(before, change);
        if (!lots.update(lotId, draft, archived, version, now)) {
            throw new Refusal(PlatformRefusal.PRECONDITION_FAILED);
        }
        var changes = draft.comparedTo(before).add("archived", before.archived(), archived);
        if (changes.any()) {
            var action = archived == before.archived() ? "lot.changed" : archived ? "lot.archived" : "lot.unarchived";
            audit.record(caller.account(), before.operatorId(), action, "lot", lotId, changes.asMap());
        }
        news.tell(Lots.TOPIC, lotId);
        return lots.find(lotId, now).orElseThrow();
    }

    /// Once archived it stays so: archiving again changes nothing.
    @Transactional
    public void archive(Caller caller, UUID lotId) {
        change(caller, lotId, LotChange.ARCHIVING, null);
    }

    @Transactional
    public Closure close(Caller caller, UUID lotId, ClosureRequest request) {
        var now = clock.instant();
        var lot = lots.lock(lotId, now).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.LOTS_WRITE, lot.operatorId());
        if (lot.archived()) {
            throw new Refusal(LotsRefusal.LOT_ARCHIVED);
        }
        if (request.from().isBefore(now.minus(CLOCK_DIFFERENCE_MAX))) {
            throw Refusal.field("from", "must not be in the past");
        }
        if (!request.until().isAfter(request.from())) {
            throw Refusal.field("until", "must be after the start");
        }
        if (request.until().isAfter(now.plus(CLOSURE_AHEAD_MAX))) {
            throw Refusal.field("until", "must be within " + CLOSURE_AHEAD_MAX.toDays() + " days");
        }
        if (lot.closures().size() >= CLOSURES_MAX) {
            throw Refusal.field("from", "is one closure too many: a lot can have " + CLOSURES_MAX + " to come");
        }
        var reason = Check.lineOrNull("reason", request.reason(), REASON_LENGTH_MAX);
        var closure = lots.addClosure(lotId, request.from(), request.until(), reason, now);
        audit.record(caller.account(), lot.operatorId(), "lot.closed", "lot", lotId, closed(closure));
        news.tell(Lots.TOPIC, lotId);
        return closure;
    }

    /// A closure to come is taken back; one that has begun ends now.
    @Transactional
    public void reopen(Caller caller, UUID lotId, UUID closureId) {
        var now = clock.instant();
        var lot = lots.lock(lotId, now).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.LOTS_WRITE, lot.operatorId());
        var closure = lots.findClosure(lotId, closureId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        if (!closure.until().isAfter(now)) {
            throw new Refusal(LotsRefusal.CLOSURE_OVER);
        }
        if (closure.from().isBefore(now)) {
            lots.endClosure(closureId, now);
        } else {
            lots.deleteClosure(closureId);
        }
        audit.record(caller.account(), lot.operatorId(), "lot.reopened", "lot", lotId, closed(closure));
        news.tell(Lots.TOPIC, lotId);
    }

    private static Map<String, String> closed(Closure closure) {
        return Map.of(
                "from", closure.from().toString(), "until", closure.until().toString());
    }

    private UUID operatorOf(Caller caller, @Nullable UUID asked) {
        if (asked != null) {
            caller.requireOrHide(Permission.LOTS_WRITE, asked);
            if (operators.find(asked).isEmpty()) {
                throw Refusal.field("operatorId", "is not an operator");
            }
            return asked;
        }
        var possible = operators.list(caller.operatorsWith(Permission.LOTS_WRITE));
        if (possible.size() != 1) {
            throw Refusal.field("operatorId", "is required, since you do not work for exactly one");
        }
        return possible.getFirst().id();
    }
}
