package io.parkapp.payments;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.payments.Correction.Status;
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

/// Charging a stay otherwise than its tariff says: goodwill, mistakes, damage. No amount is edited: a correction adds
/// an item, and what was then paid too much is given back. Above a limit, a second person has to agree.
@Service
class Corrections {
    /// Up or down, in minor units: beyond it somebody mistyped.
    static final long AMOUNT_MINOR_MAX = 1_000_000_000;

    private final CorrectionRepository repository;
    private final ItemRepository items;
    private final Payments payments;
    private final PaymentSettings settings;
    private final Audit audit;
    private final Clock clock;

    Corrections(
            CorrectionRepository repository,
            ItemRepository items,
            Payments payments,
            PaymentSettings settings,
            Audit audit,
            Clock clock) {
        this.repository = repository;
        this.items = items;
        this.payments = payments;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /// Gives back so much of one payment, and no longer asks for it.
    ///
    /// @throws Refusal NOT_FOUND, REFUND_TOO_HIGH
    @Transactional
    Correction refund(Caller caller, UUID chargeId, Money amount, String reason) {
        var charge = payments.find(chargeId);
        caller.requireOrHide(Permission.REFUNDS_WRITE, charge.operatorId());
        if (!amount.isPositive()) {
            throw Refusal.field("amount.amountMinor", "must be more than 0");
        }
        requireCurrency(amount, charge.amount().currency());
        var left = charge.status() == PaymentStatus.SUCCEEDED
                ? charge.amount().minus(charge.refunded())
                : Money.none(amount.currency());
        if (amount.compareTo(left) > 0) {
            throw new Refusal(PaymentRefusal.REFUND_TOO_HIGH);
        }
        return ask(caller, charge.subjectId(), Money.none(amount.currency()).minus(amount), reason);
    }

    /// @param amount to be owed more, or less if below zero
    /// @throws Refusal NOT_FOUND where nothing is owed yet, REFUND_TOO_HIGH where less than nothing would be owed
    @Transactional
    Correction ask(Caller caller, UUID subject, Money amount, String reason) {
        items.lock(subject);
        var bill = visibleBill(caller, subject);
        requireCurrency(amount, bill.currency());
        if (amount.isZero() || amount.amountMinor() < -AMOUNT_MINOR_MAX || amount.amountMinor() > AMOUNT_MINOR_MAX) {
            throw Refusal.field(
                    "amount.amountMinor", "must be " + -AMOUNT_MINOR_MAX + " to " + AMOUNT_MINOR_MAX + ", and not 0");
        }
        var isSmall = isSmall(amount.amountMinor());
        var correction = repository.insert(
                subject,
                bill,
                amount,
                reason,
                isSmall ? Status.APPLIED : Status.AWAITING_APPROVAL,
                caller.account(),
                clock.instant());
        record(caller, correction, "correction.asked");
        if (isSmall) {
            apply(correction);
        }
        return correction;
    }

    /// What a correction would mean now.
    ///
    /// @param owed afterwards, for the whole stay
    /// @param refund to be given back
    /// @param due to be paid afterwards
    /// @param needsApproval whether it counts only once somebody else agrees
    record CorrectionPreview(Money owed, Money refund, Money due, boolean needsApproval) {}

    /// @param amountMinor as for [#ask], in the stay's currency
    /// @throws Refusal NOT_FOUND, REFUND_TOO_HIGH
    @Transactional(readOnly = true)
    CorrectionPreview preview(Caller caller, UUID subject, long amountMinor) {
        var currency = visibleBill(caller, subject).currency();
        var balance = items.balance(subject);
        var owed = Money.of(balance.owedMinor(), currency).plus(Money.of(amountMinor, currency));
        var nothing = Money.none(currency);
        if (owed.compareTo(nothing) < 0) {
            throw new Refusal(PaymentRefusal.REFUND_TOO_HIGH);
        }
        var paid = Money.of(balance.paidMinor(), currency);
        return new CorrectionPreview(
                owed, paid.minus(owed).atLeast(nothing), owed.minus(paid).atLeast(nothing), !isSmall(amountMinor));
    }

    /// @throws Refusal NOT_FOUND, NEEDS_SECOND_PERSON, ALREADY_DECIDED, REFUND_TOO_HIGH
    @Transactional
    Correction approve(Caller caller, UUID id) {
        var correction = decide(caller, id, Status.APPLIED);
        items.lock(correction.reservationId());
        apply(correction);
        record(caller, correction, "correction.approved");
        return correction;
    }

    /// @throws Refusal NOT_FOUND, NEEDS_SECOND_PERSON, ALREADY_DECIDED
    @Transactional
    Correction reject(Caller caller, UUID id) {
        var correction = decide(caller, id, Status.REJECTED);
        record(caller, correction, "correction.rejected");
        return correction;
    }

    @Transactional(readOnly = true)
    Page<Correction> list(
            Caller caller, @Nullable Status status, @Nullable UUID subject, int limit, @Nullable String cursor) {
        var after = Cursor.parse(cursor, 2);
        var rows = repository.list(
                caller.operatorsWith(Permission.REFUNDS_WRITE),
                status,
                subject,
                after == null ? null : after.instant(0),
                after == null ? null : after.id(1),
                limit + 1);
        return Page.of(rows, limit, last -> Cursor.after(last.askedAt(), last.id()));
    }

    private Correction decide(Caller caller, UUID id, Status status) {
        var seen = visible(caller, id);
        if (!repository.decide(id, status, caller.account(), clock.instant())) {
            throw new Refusal(
                    seen.askedBy().equals(caller.account())
                            ? PaymentRefusal.NEEDS_SECOND_PERSON
                            : PaymentRefusal.ALREADY_DECIDED);
        }
        return visible(caller, id);
    }

    private Correction visible(Caller caller, UUID id) {
        var correction = repository.find(id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.REFUNDS_WRITE, correction.operatorId());
        return correction;
    }

    private void apply(Correction correction) {
        var subject = correction.reservationId();
        var amount = correction.amount();
        if (!items.correct(subject, amount, correction.reason(), correction.askedBy(), clock.instant())) {
            throw new Refusal(PaymentRefusal.REFUND_TOO_HIGH);
        }
        var balance = items.balance(subject);
        var surplus = Money.of(balance.paidMinor() - balance.owedMinor(), amount.currency());
        payments.refund(subject, surplus.atLeast(Money.none(amount.currency())), "correction " + correction.id());
    }

    private CorrectionRepository.Bill visibleBill(Caller caller, UUID subject) {
        var bill = repository.bill(subject).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.REFUNDS_WRITE, bill.operatorId());
        return bill;
    }

    private boolean isSmall(long amountMinor) {
        return Math.abs(amountMinor) <= settings.approvalAboveMinor();
    }

    private static void requireCurrency(Money amount, String currency) {
        if (!amount.currency().equals(currency)) {
            throw Refusal.field("amount.currency", "must be " + currency);
        }
    }

    private void record(Caller caller, Correction correction, String action) {
        audit.record(
                caller.account(),
                correction.operatorId(),
                action,
                "reservation",
                correction.reservationId(),
                Map.of(
                        "amountMinor",
                        correction.amount().amountMinor(),
                        "currency",
                        correction.amount().currency(),
                        "reason",
                        correction.reason()));
    }
}
