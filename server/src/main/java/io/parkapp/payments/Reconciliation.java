package io.parkapp.payments;

import io.parkapp.payments.PaymentProvider.CheckoutState;
import io.parkapp.payments.PaymentProvider.Unavailable;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks the providers about everything that is unfinished for longer than it should be: an event may have been lost, or
/// the answer to a call. What they say is applied like their events, so it does no harm that both may come.
@Component
class Reconciliation {
    /// Events usually come within seconds. Asked again after as long as it has been open, so ever more rarely.
    static final Duration ASK_AFTER = Duration.ofMinutes(5);
    /// Of a charge that nobody waits for any more. Providers go on sending an event for about as long.
    static final Duration ASK_FOR = Duration.ofDays(3);
    /// In one run, of charges and of refunds each.
    static final int BATCH_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final Providers providers;
    private final UnfinishedRepository unfinished;
    private final Checkout checkout;
    private final ChargeRepository charges;
    private final ProviderCalls calls;
    private final ProviderEvents events;
    private final Clock clock;

    Reconciliation(
            Providers providers,
            UnfinishedRepository unfinished,
            Checkout checkout,
            ChargeRepository charges,
            ProviderCalls calls,
            ProviderEvents events,
            Clock clock) {
        this.providers = providers;
        this.unfinished = unfinished;
        this.checkout = checkout;
        this.charges = charges;
        this.calls = calls;
        this.events = events;
        this.clock = clock;
    }

    /// A provider that is away is left for the next run; the others are asked all the same.
    ///
    /// @return how many were asked about
    int run() {
        var asked = 0;
        for (var provider : providers.all()) {
            try {
                asked += askAbout(provider);
            } catch (Unavailable away) {
                LOG.warn("{} does not answer what became of its payments: {}", provider.name(), away.getMessage());
            }
        }
        return asked;
    }

    private int askAbout(PaymentProvider provider) {
        var now = clock.instant();
        var open = unfinished.takeCharges(provider.name(), now, ASK_AFTER, now.minus(ASK_FOR), BATCH_MAX);
        for (var id : open) {
            askAbout(provider, charges.find(id).orElseThrow());
        }
        var pending = unfinished.takeRefunds(provider.name(), now, ASK_AFTER, BATCH_MAX);
        pending.forEach(calls::refund);
        return open.size() + pending.size();
    }

    private void askAbout(PaymentProvider provider, Charge charge) {
        var ref = charge.providerRef();
        if (ref == null) {
            checkout.opened(charge.id(), provider.open(charge.checkoutRequest()));
            return;
        }
        switch (provider.lookUp(ref)) {
            case CheckoutState.Open() -> {
                if (!charge.isOpen()) {
                    provider.expire(ref);
                }
            }
            case CheckoutState.Paid(var amount) -> events.settle(provider.name(), charge.id(), ref, amount);
            case CheckoutState.Expired() -> unfinished.close(charge.id(), clock.instant());
        }
    }
}
