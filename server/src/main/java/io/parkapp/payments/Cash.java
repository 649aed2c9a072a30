package io.parkapp.payments;

import java.time.Clock;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Money that goes from hand to hand. No provider knows of it: a charge is paid the moment it is made, and a refund
/// waits until somebody hands it out. A drawer stands where other charges name their provider's session.
@Service
public class Cash {
    static final String PROVIDER = "cash";

    private final ChargeRepository charges;
    private final RefundRepository refunds;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Cash(ChargeRepository charges, RefundRepository refunds, ApplicationEventPublisher publisher, Clock clock) {
        this.charges = charges;
        this.refunds = refunds;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// In the caller's transaction: all that is asked for went into the drawer.
    ///
    /// @return the charge's id
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID take(ChargeRequest asked, UUID drawer) {
        var charge = charges.insertPaid(asked, PROVIDER, drawer.toString(), clock.instant());
        publisher.publishEvent(new ChargeSettled(charge, asked.subjectId(), asked.amount(), false));
        return charge;
    }

    /// In the caller's transaction: a refund of cash was handed out of the drawer.
    ///
    /// @return false when it was handed out already, or is none of cash
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean payOut(UUID refund, UUID drawer) {
        var paid = refunds.payOut(refund, PROVIDER, drawer.toString(), clock.instant());
        paid.ifPresent(publisher::publishEvent);
        return paid.isPresent();
    }
}
