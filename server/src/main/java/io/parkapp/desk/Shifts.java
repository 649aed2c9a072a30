package io.parkapp.desk;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.lots.Lots;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import io.parkapp.values.Page;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Opening a cash drawer, and counting what is in it without knowing what should be.
@Service
class Shifts {
    static final int LOTS_MAX = 200;

    private final ShiftRepository repository;
    private final Lots lots;
    private final Audit audit;
    private final Clock clock;

    Shifts(ShiftRepository repository, Lots lots, Audit audit, Clock clock) {
        this.repository = repository;
        this.lots = lots;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param openingFloat taken from the safe, in the lot's currency
    /// @throws Refusal NOT_FOUND, SHIFT_NOT_FINISHED
    @Transactional
    Shift open(Caller caller, UUID lotId, Money openingFloat) {
        var lot = lots.get(lotId);
        caller.requireOrHide(Permission.CASH_TAKE, lot.operatorId());
        requireAmount("openingFloat", openingFloat, lot.currency());
        var id = repository
                .open(caller.account(), lot.operatorId(), lotId, openingFloat, clock.instant())
                .orElseThrow(() -> new Refusal(DeskRefusal.SHIFT_NOT_FINISHED));
        return recorded(caller, id, "shift.opened");
    }

    /// Whoever closes says what is in the drawer; only then do we say what should be.
    ///
    /// @throws Refusal NO_OPEN_SHIFT
    @Transactional
    Shift close(Caller caller, Money counted, @Nullable String reason) {
        var drawer = repository.hold(caller.account()).orElseThrow(() -> new Refusal(DeskRefusal.NO_OPEN_SHIFT));
        requireAmount("counted", counted, drawer.currency());
        if (!repository.close(drawer.shiftId(), counted, reason, clock.instant())) {
            throw new Refusal(DeskRefusal.NO_OPEN_SHIFT);
        }
        return recorded(caller, drawer.shiftId(), "shift.closed");
    }

    /// @throws Refusal NOTHING_TO_EXPLAIN
    @Transactional
    Shift explain(Caller caller, String reason) {
        var id = repository
                .explain(caller.account(), reason)
                .orElseThrow(() -> new Refusal(DeskRefusal.NOTHING_TO_EXPLAIN));
        return recorded(caller, id, "shift.explained");
    }

    @Transactional(readOnly = true)
    Optional<Shift> unfinished(Caller caller) {
        return repository.unfinished(caller.account());
    }

    @Transactional(readOnly = true)
    List<DeskLot> lots(Caller caller) {
        return repository.lots(caller.operatorsWith(Permission.CASH_TAKE), LOTS_MAX);
    }

    @Transactional(readOnly = true)
    Page<Shift> list(Caller caller, @Nullable UUID lotId, int limit, @Nullable String cursor) {
        var after = Cursor.parse(cursor, 2);
        var rows = repository.list(
                caller.operatorsWith(Permission.REPORTS_READ),
                lotId,
                after == null ? null : after.instant(0),
                after == null ? null : after.id(1),
                limit + 1);
        return Page.of(rows, limit, last -> Cursor.after(last.openedAt(), last.id()));
    }

    private static void requireAmount(String field, Money amount, String currency) {
        if (!amount.currency().equals(currency)) {
            throw new Refusal(DeskRefusal.WRONG_CURRENCY);
        }
        if (amount.amountMinor() < 0) {
            throw Refusal.field(field + ".amountMinor", "must not be below 0");
        }
    }

    private Shift recorded(Caller caller, UUID id, String action) {
        var shift = repository.find(id);
        audit.record(caller.account(), shift.operatorId(), action, "shift", id, Map.of("lot", shift.lotName()));
        return shift;
    }
}
