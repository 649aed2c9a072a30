package io.parkapp.desk;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.desk.ShiftRepository.Drawer;
import io.parkapp.parking.Settlements;
import io.parkapp.payments.Cash;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import io.parkapp.values.Page;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Taking cash for what is due, and handing out what is given back of it: always into and out of the caller's own
/// open drawer.
@Service
class CashDesk {
    private final CashRepository repository;
    private final ShiftRepository shifts;
    private final Settlements settlements;
    private final Cash cash;
    private final Audit audit;
    private final Clock clock;

    CashDesk(
            CashRepository repository,
            ShiftRepository shifts,
            Settlements settlements,
            Cash cash,
            Audit audit,
            Clock clock) {
        this.repository = repository;
        this.shifts = shifts;
        this.settlements = settlements;
        this.cash = cash;
        this.audit = audit;
        this.clock = clock;
    }

    /// Takes all that is due.
    ///
    /// @throws Refusal NOT_FOUND, HOLD_LAPSED, NOTHING_TO_PAY, NO_OPEN_SHIFT, WRONG_CURRENCY, GIVEN_TOO_LITTLE
    @Transactional
    CashPayment take(Caller caller, UUID reservationId, Money given) {
        var asked = settlements.collect(caller, reservationId);
        var due = asked.amount();
        caller.requireOrHide(Permission.CASH_TAKE, asked.operatorId());
        var drawer = drawer(caller, asked.operatorId(), due);
        if (!given.currency().equals(due.currency())) {
            throw new Refusal(DeskRefusal.WRONG_CURRENCY);
        }
        if (given.compareTo(due) < 0) {
            throw new Refusal(DeskRefusal.GIVEN_TOO_LITTLE);
        }
        var charge = cash.take(asked, drawer.shiftId());
        var payment = new CashPayment(charge, reservationId, due, given, given.minus(due));
        repository.insert(payment, drawer.shiftId(), clock.instant());
        record(caller, drawer, reservationId, "cash.taken", due);
        return payment;
    }

    @Transactional(readOnly = true)
    Page<CashRefund> refunds(Caller caller, int limit, @Nullable String cursor) {
        var after = Cursor.parse(cursor, 2);
        var rows = repository.pending(
                caller.operatorsWith(Permission.CASH_TAKE),
                after == null ? null : after.instant(0),
                after == null ? null : after.id(1),
                limit + 1);
        return Page.of(rows, limit, last -> Cursor.after(last.createdAt(), last.id()));
    }

    /// @throws Refusal NOT_FOUND, NO_OPEN_SHIFT, WRONG_CURRENCY, ALREADY_PAID_OUT
    @Transactional
    CashRefund payOut(Caller caller, UUID refundId) {
        var refund = found(refundId);
        caller.requireOrHide(Permission.CASH_TAKE, refund.operatorId());
        var drawer = drawer(caller, refund.operatorId(), refund.amount());
        if (!cash.payOut(refundId, drawer.shiftId())) {
            throw new Refusal(DeskRefusal.ALREADY_PAID_OUT);
        }
        record(caller, drawer, refund.reservationId(), "cash.paid-out", refund.amount());
        return found(refundId);
    }

    /// Stays open until the transaction ends.
    private Drawer drawer(Caller caller, UUID operator, Money amount) {
        var drawer = shifts.keepOpen(caller.account())
                .filter(each -> each.operatorId().equals(operator))
                .orElseThrow(() -> new Refusal(DeskRefusal.NO_OPEN_SHIFT));
        if (!drawer.currency().equals(amount.currency())) {
            throw new Refusal(DeskRefusal.WRONG_CURRENCY);
        }
        return drawer;
    }

    private CashRefund found(UUID refund) {
        return repository.find(refund).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    private void record(Caller caller, Drawer drawer, UUID reservation, String action, Money amount) {
        audit.record(
                caller.account(),
                drawer.operatorId(),
                action,
                "reservation",
                reservation,
                Map.of("amountMinor", amount.amountMinor(), "currency", amount.currency(), "shift", drawer.shiftId()));
    }
}
