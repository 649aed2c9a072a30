package io.parkapp.tariffs;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.lots.Lot;
import io.parkapp.lots.Lots;
import io.parkapp.lots.LotsRefusal;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Check;
import io.parkapp.pricing.Faults;
import io.parkapp.pricing.Finding;
import io.parkapp.pricing.Tariff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What operators do with the tariffs of their lots: publish a version from a date on, withdraw one to come.
@Service
public class TariffChanges {
    /// A tariff cannot begin in the past: what was quoted then stands.
    static final Duration CLOCK_DIFFERENCE_MAX = Duration.ofMinutes(1);

    public static final int EXAMPLES_MIN = 3;

    static final Duration AHEAD_MAX = Duration.ofDays(3_660);

    private final VersionRepository repository;
    private final Tariffs tariffs;
    private final Lots lots;
    private final Audit audit;
    private final Clock clock;

    TariffChanges(VersionRepository repository, Tariffs tariffs, Lots lots, Audit audit, Clock clock) {
        this.repository = repository;
        this.tariffs = tariffs;
        this.lots = lots;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param effectiveFrom null: now
    @Transactional
    Version add(Caller caller, UUID lotId, Tariff tariff, @Nullable Instant effectiveFrom) {
        var lot = lotOf(caller, lotId);
        if (lot.archived()) {
            throw new Refusal(LotsRefusal.LOT_ARCHIVED);
        }
        requirePublishable(tariff, lot);
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

    /// From then on the lot has no tariff, unless another version begins.
    ///
    /// @param at not in the past
    @Transactional
    Version end(Caller caller, UUID versionId, Instant at) {
        var version = repository.find(versionId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        var lot = lotOf(caller, version.lotId());
        if (at.isBefore(clock.instant().minus(CLOCK_DIFFERENCE_MAX))) {
            throw Refusal.field("endsAt", "must not be in the past");
        }
        if (!at.isAfter(version.effectiveFrom())) {
            throw Refusal.field("endsAt", "must be after the version begins");
        }
        if (!repository.end(versionId, at)) {
            throw new Refusal(TariffsRefusal.TARIFF_ENDED);
        }
        audit.record(
                caller.account(),
                lot.operatorId(),
                "tariff.ended",
                "lot",
                lot.id(),
                Map.of("version", version.number(), "endsAt", at.toString()));
        tariffs.forget(lot.id());
        return repository.find(versionId).orElseThrow();
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

    /// What contradicts itself is malformed; what would mislead drivers, or lacks examples, is refused.
    private void requirePublishable(Tariff tariff, Lot lot) {
        var faults = Faults.of(tariff, "tariff", lot.currency());
        if (!faults.isEmpty()) {
            throw Refusal.fields(faults);
        }
        var errors = new ArrayList<Refusal.FieldError>();
        if (tariff.examples() == null || tariff.examples().size() < EXAMPLES_MIN) {
            errors.add(new Refusal.FieldError("tariff.examples", "must have at least " + EXAMPLES_MIN));
        }
        var today = LocalDate.ofInstant(clock.instant(), lot.timeZone());
        Check.of(tariff, lot.timeZone(), lot.currency(), today).stream()
                .filter(each -> each.severity() == Finding.Severity.ERROR)
                .forEach(each -> errors.add(new Refusal.FieldError("tariff." + each.path(), each.message())));
        if (!errors.isEmpty()) {
            throw Refusal.fields(TariffsRefusal.TARIFF_NOT_PUBLISHABLE, errors);
        }
    }

    private Lot lotOf(Caller caller, UUID lotId) {
        var lot = lots.find(lotId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.TARIFFS_WRITE, lot.operatorId());
        return lot;
    }
}
