package io.parkapp.payments;

import io.parkapp.payments.PaymentProvider.CheckoutSession;
import io.parkapp.platform.Jobs;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What is written before and after a provider is asked to open a checkout: a transaction each, none in between.
@Component
class Checkout {
    private static final int ATTEMPTS_MAX = 5;

    private final ChargeRepository charges;
    private final Jobs jobs;
    private final Clock clock;

    Checkout(ChargeRepository charges, Jobs jobs, Clock clock) {
        this.charges = charges;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// The charge to be paid: the one that is open already if it asks for the same, or else a new one in its place.
    @Transactional
    Charge begin(ChargeRequest request, String provider) {
        for (var attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            var made = charges.insert(request, provider, clock.instant());
            if (made.isPresent()) {
                return made.get();
            }
            var open = charges.openOf(request.subjectId());
            if (open.isPresent()) {
                if (open.get().serves(request, clock.instant())
                        && open.get().provider().equals(provider)) {
                    return open.get();
                }
                expire(open.get().id());
            }
        }
        throw new IllegalStateException(
                "charges of " + request.subjectId() + " open and close faster than we can look");
    }

    /// The charge as it then is: by now it may be expired, or even paid.
    @Transactional
    Charge opened(UUID id, CheckoutSession session) {
        charges.rememberSession(id, session.providerRef(), session.url());
        var charge = charges.find(id).orElseThrow();
        if (charge.status() == PaymentStatus.EXPIRED) {
            // Nobody could close the page while its name was not known.
            jobs.now(PaymentJobs.CLOSE_CHECKOUT, id);
        }
        return charge;
    }

    private void expire(UUID id) {
        if (charges.expire(id)) {
            jobs.now(PaymentJobs.CLOSE_CHECKOUT, id);
        }
    }
}
