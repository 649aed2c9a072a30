package io.parkapp.payments;

import io.parkapp.payments.PaymentProvider.Unavailable;
import io.parkapp.platform.Jobs;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Asks for money and gives it back. What became of it is published: [ChargeSettled], [ChargeFailed].
@Service
public class Payments {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    private final Providers providers;
    private final Checkout checkout;
    private final ChargeRepository charges;
    private final RefundRepository refunds;
    private final ItemRepository items;
    private final Jobs jobs;
    private final Clock clock;

    Payments(
            Providers providers,
            Checkout checkout,
            ChargeRepository charges,
            RefundRepository refunds,
            ItemRepository items,
            Jobs jobs,
            Clock clock) {
        this.providers = providers;
        this.checkout = checkout;
        this.charges = charges;
        this.refunds = refunds;
        this.items = items;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// The subject's open charge, with a checkout page to send the payer to. Asking again answers the same charge, as
    /// long as the amount is the same; with another amount, the earlier one expires.
    ///
    /// Calls the provider, so it must not be called inside a transaction. The charge is written before: whatever
    /// happens in between, asking again continues it under the same key.
    ///
    /// @throws Refusal PROVIDER_UNAVAILABLE
    public Charge open(ChargeRequest request) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a provider is not called inside a transaction");
        }
        var provider = providers.active();
        var charge = checkout.begin(request, provider.name());
        if (charge.checkoutUrl() != null) {
            return charge;
        }
        try {
            var session = provider.open(charge.checkoutRequest());
            return checkout.opened(charge.id(), session);
        } catch (Unavailable away) {
            LOG.warn("{} does not open a checkout for charge {}: {}", provider.name(), charge.id(), away.getMessage());
            throw new Refusal(PaymentRefusal.PROVIDER_UNAVAILABLE);
        }
    }

    /// In the caller's transaction: what the subject costs from now on. What it cost before stays on record; the
    /// difference is added. The ledger follows.
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(Owed owed) {
        items.lock(owed.subjectId());
        items.owe(owed, clock.instant());
    }

    /// In the caller's transaction: nobody asks for the subject's money any more, and its checkout page is closed soon
    /// after. Somebody may be paying at this moment; then a late [ChargeSettled] follows.
    @Transactional(propagation = Propagation.MANDATORY)
    public void expireOpen(UUID subjectId) {
        charges.expireOpenOf(subjectId).ifPresent(id -> jobs.now(PaymentJobs.CLOSE_CHECKOUT, id));
    }

    /// In the caller's transaction: gives back so much of what was paid for the subject. It is carried out soon after,
    /// once, however long the provider is away; cash waits to be handed out. Asking again for the same reason does
    /// nothing.
    ///
    /// @param amount nothing is done for zero
    /// @param reason names the occasion, as `cancellation`: one refund each
    /// @throws Refusal REFUND_TOO_HIGH
    @Transactional(propagation = Propagation.MANDATORY)
    public void refund(UUID subjectId, Money amount, String reason) {
        if (amount.isZero()) {
            return;
        }
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("not an amount to give back: " + amount);
        }
        refunds.lockCharges(subjectId);
        if (refunds.isAsked(subjectId, reason)) {
            return;
        }
        var pending = refunds.insert(subjectId, amount, reason, clock.instant());
        var covered = pending.stream()
                .mapToLong(RefundRepository.Pending::amountMinor)
                .sum();
        if (covered != amount.amountMinor()) {
            throw new Refusal(PaymentRefusal.REFUND_TOO_HIGH);
        }
        pending.stream()
                .filter(each -> !each.provider().equals(Cash.PROVIDER))
                .forEach(each -> jobs.now(PaymentJobs.CARRY_OUT_REFUND, each.id()));
    }

    /// Newest first.
    @Transactional(readOnly = true)
    public List<Charge> ofSubject(UUID subjectId) {
        return charges.ofSubject(subjectId);
    }

    /// @throws Refusal NOT_FOUND
    @Transactional(readOnly = true)
    public Charge find(UUID id) {
        return charges.find(id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    /// In one statement, for as many as a page shows. Subjects of which nothing was ever taken are left out:
    /// [Paid#NOTHING].
    @Transactional(readOnly = true)
    public Map<UUID, Paid> paid(Collection<UUID> subjects) {
        return subjects.isEmpty() ? Map.of() : charges.paid(subjects);
    }
}
