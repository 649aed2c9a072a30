package io.parkapp.payouts;

import io.parkapp.payments.PaymentProvider;
import io.parkapp.payments.PaymentProvider.Unavailable;
import io.parkapp.payments.ProviderPayout;
import io.parkapp.values.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

    /// A provider that is away is left for the next run, like a payout that cannot be kept; everything else is fetched
    /// all the same.
    ///
    /// @throws IllegalStateException in the end, if anything but a provider that is away stood in the way
    public void run() {
        var troubles = new ArrayList<RuntimeException>();
        for (var provider : providers) {
            try {
                fetch(provider, troubles);
            } catch (Unavailable away) {
                LOG.warn("{} does not answer what it paid out: {}", provider.name(), away.getMessage());
            } catch (RuntimeException trouble) {
                LOG.error("what {} paid out cannot be fetched", provider.name(), trouble);
                troubles.add(trouble);
            }
        }
        if (!troubles.isEmpty()) {
            throw new IllegalStateException(
                    troubles.getFirst().getMessage() + (troubles.size() > 1 ? ", and more" : ""), troubles.getFirst());
        }
    }

    /// The oldest first, since the next run asks from the newest on: a run that ends in between leaves none behind.
    private void fetch(PaymentProvider provider, List<RuntimeException> troubles) {
        var payouts = provider.payouts(since(provider.name())).stream()
                .sorted(Comparator.comparing(ProviderPayout::paidAt))
                .toList();
        for (var payout : payouts) {
            if (repository.isKnown(provider.name(), payout.ref())) {
                continue;
            }
            try {
                var lines = provider.linesOf(payout);
                requireWhole(payout, lines);
                repository.keep(provider.name(), payout, lines, clock.instant());
            } catch (Unavailable away) {
                throw away;
            } catch (RuntimeException trouble) {
                LOG.error("payout {} of {} is left for the next run", payout.ref(), provider.name(), trouble);
                repository.leave(provider.name(), payout, clock.instant());
                troubles.add(trouble);
            }
        }
    }

    /// From the oldest that was left, however long ago that was.
    private Instant since(String provider) {
        var known = repository
                .newest(provider)
                .map(newest -> newest.minus(OVERLAP))
                .orElseGet(() -> clock.instant().minus(FIRST_REACH));
        return repository
                .oldestLeft(provider)
                .filter(left -> left.isBefore(known))
                .orElse(known);
    }

    /// The bank gets what the provider says; with lines lacking, the books would have it get less.
    private static void requireWhole(ProviderPayout payout, List<ProviderPayout.Line> lines) {
        var sum = Money.none(payout.amount().currency());
        for (var line : lines) {
            sum = sum.plus(line.amount()).minus(line.fee());
        }
        if (!sum.equals(payout.amount())) {
            throw new IllegalStateException("payout %s is %s, and its lines make %s"
                    .formatted(payout.ref(), payout.amount().major(), sum.major()));
        }
    }
}
