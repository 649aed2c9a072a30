package io.parkapp.payments;

import io.parkapp.payments.PaymentProvider.RefundRequest;
import io.parkapp.payments.PaymentProvider.RefundResult;
import io.parkapp.payments.PaymentProvider.Unavailable;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Carries out with the provider what was written down before. No transaction is open meanwhile, and doing it twice
/// does no harm.
@Component
class ProviderCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderCalls.class);

    private final Providers providers;
    private final ChargeRepository charges;
    private final RefundRepository refunds;
    private final ProviderEvents events;

    ProviderCalls(Providers providers, ChargeRepository charges, RefundRepository refunds, ProviderEvents events) {
        this.providers = providers;
        this.charges = charges;
        this.refunds = refunds;
        this.events = events;
    }

    /// @throws Unavailable to be tried again
    void closeCheckout(UUID chargeId) {
        var charge = charges.find(chargeId).orElseThrow();
        var ref = charge.providerRef();
        if (ref != null && charge.status() == PaymentStatus.EXPIRED) {
            provider(charge.provider()).expire(ref);
        }
    }

    /// @throws Unavailable to be tried again
    void refund(UUID refundId) {
        var refund = refunds.findPending(refundId).orElse(null);
        if (refund == null) {
            return;
        }
        var ref = refund.providerRef();
        if (ref == null) {
            throw new IllegalStateException("refund " + refundId + " is of a charge without a name at its provider");
        }
        var result = provider(refund.provider()).refund(new RefundRequest(refundId, ref, refund.amount()));
        switch (result) {
            case RefundResult.Succeeded() -> events.settleRefund(refundId);
            case RefundResult.Pending() -> LOG.debug("refund {} is on its way", refundId);
            case RefundResult.Failed(var failure) -> events.failRefund(refundId, failure);
        }
    }

    /// A provider that was taken out of the installation counts as away: its charges wait for it.
    private PaymentProvider provider(String name) {
        return providers.named(name).orElseThrow(() -> new Unavailable("no provider " + name + " is set up", null));
    }
}
