package io.parkapp.payouts;

import io.parkapp.payments.PaymentProvider;
import io.parkapp.payments.PaymentProvider.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Asks the providers what they paid out, outside of any transaction, and keeps what is new. A payout is fetched whole
/// or not at all, and kept once, however often and by however many processes it is fetched.
@Component
public class PayoutFetch {
    /// On the first run.
    static final Duration FIRST_REACH = Duration.ofDays(35);
    /// Before the newest one that is known: providers may tell of some days late.
    static final Duration OVERLAP = Duration.ofDays(10);

    private static final Logger LOG = LoggerFactory.getLogger(PayoutFetch.class);

    private final List<PaymentProvider> providers;
    private final PayoutRepository repository;
    private final Clock clock;

    PayoutFetch(ObjectProvider<PaymentProvider> providers, PayoutRepository repository, Clock clock) {
        this.providers = providers.orderedStream().toList();
        this.repository = repository;
        this.clock = clock;
    }

    /// A provider that is away is left for the next run; the others are asked all the same.
    ///
    /// @return how many payouts are new
    public int run() {
        var fetched = 0;
        for (var provider : providers) {
            try {
                fetched += fetch(provider);
            } catch (Unavailable away) {
                LOG.warn("{} does not answer what it paid out: {}", provider.name(), away.getMessage());
            }
        }
        return fetched;
    }

    private int fetch(PaymentProvider provider) {
        var fetched = 0;
        var since = repository
                .newest(provider.name())
                .map(newest -> newest.minus(OVERLAP))
                .orElseGet(() -> clock.instant().minus(FIRST_REACH));
        for (var payout : provider.payouts(since)) {
            if (!repository.isKnown(provider.name(), payout.ref())) {
                var lines = provider.linesOf(payout);
                repository.keep(provider.name(), payout, lines, clock.instant());
                fetched++;
            }
        }
        return fetched;
    }
}
