package io.parkapp.tariffs;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.lots.Lot;
import io.parkapp.lots.Lots;
import io.parkapp.lots.LotsRefusal;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What operators do with the tariffs of their lots: publish a version from a date on, withdraw one to come.
@Service
public class TariffChanges {
    /// A tariff cannot begin in the past: what was quoted then stands.
    static final Duration CLOCK_DIFFERENCE_MAX = Duration.ofMinutes(1);

    static final Duration AHEAD_MAX = Duration.ofDays(3_660);

    private final VersionRepository repository;
    private final Tariffs tariffs;
    private final Lots lots;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    TariffChanges(VersionRepository repository, Tariffs tariffs, Lots lots, Audit audit, JsonMapper json, Clock clock) {
        this.repository = repository;
        this.tariffs = tariffs;
        this.lots = lots;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /// For whoever sets up lots without a request.
    ///
    /// @param document a tariff as JSON, as the API takes it
    /// @param effectiveFrom null: now
    @Transactional
    public void publish(Caller caller, UUID lotId, String document, @Nullable Instant effectiveFrom) {
        add(caller, lotId, json.readValue(document, Tariff.class), effectiveFrom);
    }

    /// @param effectiveFrom null: now
    @Transactional
    Version add(Caller caller, UUID lotId, Tariff tariff, @Nullable Instant effectiveFrom) {
        var lot = lotOf(caller, lotId);
        if (lot.archived()) {
            throw new Refusal(LotsRefusal.LOT_ARCHIVED);
        }
        tariff.check("tariff");
        var now = clock.instant();
        var from = Objects.requireNonNullElse(effectiveFrom, now);
        if (from.isBefore(now.minus(CLOCK_DIFFERENCE_MAX))) {
            throw Refusal.field("effectiveFrom", "must not be in the past");
        }
        if (from.isAfter(now.plus(AHEAD_MAX))) {
            throw Refusal.field("effectiveFrom", "must be within " + AHEAD_MAX.toDays() + " days");
        }
        repository.lockLot(lotId);
        var version = repository
                .insert(lotId, tariff, from, caller.account(), now)
                .orElseThrow(() -> new Refusal(TariffsRefusal.TARIFF_DATE_TAKEN));
        audit.record(
                caller.account(),
                lot.operatorId(),
                "tariff.published",
                "lot",
                lotId,
                Map.of("version", version.number(), "effectiveFrom", from.toString(), "tariff", tariff));
        tariffs.forget(lotId);
        return version;
    }

    /// Only while it is not in force, and nobody has reserved at its price: the database refuses both.
    @Transactional
    public void withdraw(Caller caller, UUID versionId) {
        var version = repository.find(versionId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        var lot = lotOf(caller, version.lotId());
        try {
            if (!repository.deleteUpcoming(versionId, clock.instant())) {
                throw new Refusal(TariffsRefusal.TARIFF_IN_FORCE);
            }
        } catch (DataIntegrityViolationException reserved) {
            throw new Refusal(
                    TariffsRefusal.TARIFF_IN_FORCE, "Reservations were made at this version's price; it stays.");
        }
        audit.record(
                caller.account(),
                lot.operatorId(),
                "tariff.withdrawn",
                "lot",
                lot.id(),
                Map.of(
                        "version", version.number(),
                        "effectiveFrom", version.effectiveFrom().toString(),
                        "tariff", version.tariff()));
        tariffs.forget(lot.id());
    }

    private Lot lotOf(Caller caller, UUID lotId) {
        var lot = lots.find(lotId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.TARIFFS_WRITE, lot.operatorId());
        return lot;
    }
}
