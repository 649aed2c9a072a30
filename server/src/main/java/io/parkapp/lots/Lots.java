package io.parkapp.lots;

import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What there is: lots, their operators, levels and spots, for everybody who asks.
@Service
public class Lots {
    private final LotRepository lots;
    private final SpotRepository spots;
    private final OperatorRepository operators;
    private final Clock clock;

    Lots(LotRepository lots, SpotRepository spots, OperatorRepository operators, Clock clock) {
        this.lots = lots;
        this.spots = spots;
        this.operators = operators;
        this.clock = clock;
    }

    /// @throws Refusal NOT_FOUND where there is none, or it is archived
    public Lot get(UUID id) {
        return find(id).filter(lot -> !lot.archived()).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    /// Archived ones too.
    public Optional<Lot> find(UUID id) {
        return lots.find(id, clock.instant());
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
