package io.parkapp.lots;

import static java.util.Objects.requireNonNullElse;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.platform.News;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What operators do with the levels and spots of their lots.
@Service
public class SpotChanges {
    private final LotRepository lots;
    private final SpotRepository spots;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final News news;
    private final Clock clock;

    SpotChanges(
            LotRepository lots,
            SpotRepository spots,
            Audit audit,
            ApplicationEventPublisher events,
            News news,
            Clock clock) {
        this.lots = lots;
        this.spots = spots;
        this.audit = audit;
        this.events = events;
        this.news = news;
        this.clock = clock;
    }

    /// @return the new spots
    @Transactional
    public List<Spot> add(Caller caller, UUID lotId, SpotsRequest request) {
        var lot = lock(caller, lotId);
        var plan = SpotPlan.of(request.levels());
        if (spots.count(lotId) + plan.spots().size() > SpotPlan.SPOTS_MAX) {
            throw Refusal.field("levels", "make more than " + SpotPlan.SPOTS_MAX + " spots in this lot");
        }
        spots.addLevels(lotId, plan.levels());
        if (spots.levels(lotId).size() > SpotPlan.LEVELS_MAX) {
            throw Refusal.field("levels", "make more than " + SpotPlan.LEVELS_MAX + " levels in this lot");
        }
        var labels = plan.spots().stream().map(SpotPlan.NewSpot::label).toList();
        var taken = spots.addSpots(lotId, plan.spots(), clock.instant());
        if (!taken.isEmpty()) {
            throw new Refusal(LotsRefusal.SPOT_LABEL_TAKEN, "The lot has a spot " + taken.getFirst() + " already.");
        }
        audit.record(
                caller.account(),
                lot.operatorId(),
                "spots.added",
                "lot",
                lotId,
                Map.of("count", labels.size(), "levels", plan.levels()));
        tell(lotId);
        return spots.labelled(lotId, labels);
    }

    @Transactional
    public Spot change(Caller caller, UUID spotId, SpotChange change) {
        var before = spots.find(spotId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        var lot = lock(caller, before.lotId());
        before = spots.find(spotId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        var levelId = requireNonNullElse(change.levelId(), before.levelId());
        if (spots.levels(lot.id()).stream().noneMatch(each -> each.id().equals(levelId))) {
            throw Refusal.field("levelId", "is not a level of this lot");
        }
        var label = change.label() == null
                ? before.label()
                : Check.line("label", change.label(), SpotPlan.LABEL_LENGTH_MAX);
        try {
            spots.update(
                    spotId,
                    label,
                    requireNonNullElse(change.kind(), before.kind()),
                    requireNonNullElse(change.inService(), before.inService()),
                    levelId);
        } catch (DuplicateKeyException taken) {
            throw new Refusal(LotsRefusal.SPOT_LABEL_TAKEN);
        }
        var after = spots.find(spotId).orElseThrow();
        var changes = new Changes()
                .add("label", before.label(), after.label())
                .add("kind", before.kind(), after.kind())
                .add("inService", before.inService(), after.inService())
                .add("level", before.levelName(), after.levelName());
        if (changes.any()) {
            audit.record(caller.account(), lot.operatorId(), "spot.changed", "spot", spotId, changes.asMap());
            tell(lot.id());
        }
        return after;
    }

    /// Only one that was never reserved; the reservations' foreign key knows.
    @Transactional
    public void remove(Caller caller, UUID spotId) {
        var spot = spots.find(spotId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        var lot = lock(caller, spot.lotId());
        try {
            spots.delete(spotId);
        } catch (DataIntegrityViolationException reserved) {
            throw new Refusal(LotsRefusal.SPOT_WAS_USED);
        }
        audit.record(caller.account(), lot.operatorId(), "spot.removed", "spot", spotId, Map.of("label", spot.label()));
        tell(lot.id());
    }

    @Transactional
    public Level changeLevel(Caller caller, UUID levelId, LevelChange change) {
        var lotId = spots.lotOfLevel(levelId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        var lot = lock(caller, lotId);
        var name = Check.line("name", change.name(), SpotPlan.LEVEL_NAME_LENGTH_MAX);
        var before = spots.levels(lotId).stream()
                .filter(each -> each.id().equals(levelId))
                .findFirst()
                .orElseThrow();
        try {
            spots.renameLevel(levelId, name);
        } catch (DuplicateKeyException taken) {
            throw new Refusal(LotsRefusal.LEVEL_NAME_TAKEN);
        }
        var changes = new Changes().add("name", before.name(), name);
        if (changes.any()) {
            audit.record(caller.account(), lot.operatorId(), "level.changed", "level", levelId, changes.asMap());
            tell(lotId);
        }
        return new Level(levelId, name, before.ordinal());
    }

    private void tell(UUID lotId) {
        news.tell(Lots.TOPIC, lotId);
        events.publishEvent(new SpotsChanged(lotId));
    }

    /// Changes of a lot's spots come one after the other, so that the limits and the order hold over all of them.
    private Lot lock(Caller caller, UUID lotId) {
        var lot = lots.lock(lotId, clock.instant()).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.LOTS_WRITE, lot.operatorId());
        if (lot.archived()) {
            throw new Refusal(LotsRefusal.LOT_ARCHIVED);
        }
        return lot;
    }
}
