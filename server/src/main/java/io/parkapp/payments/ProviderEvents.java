package io.parkapp.payments;

import io.parkapp.payments.PaymentProvider.ProviderEvent;
import io.parkapp.payments.PaymentProvider.Unavailable;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Applies what providers tell us: each event once, in whatever order they come.
@Component
class ProviderEvents {
    /// Far longer than any provider goes on sending one event again.
    static final Duration REMEMBERED = Duration.ofDays(60);

    private static final Logger LOG = LoggerFactory.getLogger(ProviderEvents.class);

    private final Providers providers;
    private final ProviderEventRepository events;
    private final ChargeRepository charges;
    private final RefundRepository refunds;
    private final DisputeRepository disputes;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    ProviderEvents(
            Providers providers,
            ProviderEventRepository events,
            ChargeRepository charges,
            RefundRepository refunds,
            DisputeRepository disputes,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.providers = providers;
        this.events = events;
        this.charges = charges;
        this.refunds = refunds;
        this.disputes = disputes;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// @throws Refusal NOT_FOUND for a provider that we do not have, BAD_SIGNATURE for words that are not its own,
    /// PROVIDER_UNAVAILABLE to be sent again, where it has to be asked back and does not answer
    ProviderEvent read(String provider, byte[] body, HttpHeaders headers) {
        var sender = providers.named(provider).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        try {
            return sender.parse(body, headers);
        } catch (Unavailable away) {
            LOG.warn("{} does not answer what its event is about: {}", provider, away.getMessage());
            throw new Refusal(PaymentRefusal.PROVIDER_UNAVAILABLE);
        }
    }

    /// Two guards against doing it twice: the event's own row, and each statement's condition on the state it leaves,
    /// for a provider that says the same thing in two events.
    @Transactional
    void apply(String provider, ProviderEvent event) {
        if (!events.isNew(provider, event.id(), event.kind(), clock.instant())) {
            return;
        }
        switch (event) {
            case ProviderEvent.Paid paid -> settle(provider, paid.chargeId(), paid.providerRef(), paid.amount());
            case ProviderEvent.Declined declined ->
                charges.noteDecline(declined.chargeId(), provider, declined.failure());
            case ProviderEvent.Failed failed -> fail(provider, failed);
            case ProviderEvent.Expired expired -> charges.expire(expired.chargeId());
            case ProviderEvent.Refunded refunded -> settleRefund(refunded.refundId());
            case ProviderEvent.RefundFailed failed -> failRefund(failed.refundId(), failed.failure());
            case ProviderEvent.Disputed disputed -> note(provider, disputed);
            case ProviderEvent.Other other -> LOG.debug("{} tells of {}, which means nothing here", provider, other);
        }
    }

    /// Money arrived, by the provider's word: its event's, or its answer's.
    @Transactional
    void settle(String provider, UUID charge, String providerRef, Money amount) {
        var settled = charges.settle(charge, provider, providerRef, amount, clock.instant());
        if (settled.isPresent()) {
            var subject = settled.get();
            publisher.publishEvent(new ChargeSettled(charge, subject.subjectId(), amount, subject.late()));
            return;
        }
        var known = charges.find(charge);
        if (known.isEmpty() || known.get().status() != PaymentStatus.SUCCEEDED) {
            // Sending it again would not help, so it is accepted; but somebody should look into it.
            LOG.error("{} took {} for {}, which matches no charge of ours", provider, amount, charge);
        }
    }

    /// Money was given back, by the provider's word: its event's, or its answer's.
    @Transactional
    void settleRefund(UUID refund) {
        refunds.succeed(refund, clock.instant()).ifPresent(publisher::publishEvent);
    }

    @Transactional
    void failRefund(UUID refund, String failure) {
        if (refunds.fail(refund, failure, clock.instant())) {
            LOG.error("refund {} failed: {}", refund, failure);
        }
    }

    @Transactional
    void forgetOld() {
        events.deleteBefore(clock.instant().minus(REMEMBERED));
    }

    private void note(String provider, ProviderEvent.Disputed disputed) {
        if (disputes.note(provider, disputed, clock.instant())) {
            LOG.info("charge {} is disputed: {} {}", disputed.chargeId(), disputed.disputeRef(), disputed.state());
        }
    }

    private void fail(String provider, ProviderEvent.Failed failed) {
        charges.fail(failed.chargeId(), provider, failed.failure())
                .ifPresent(subject ->
                        publisher.publishEvent(new ChargeFailed(failed.chargeId(), subject, failed.failure())));
    }
}
