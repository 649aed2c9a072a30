package io.parkapp.receipts;

import static java.util.stream.Collectors.toMap;

import io.parkapp.payments.ChargeSettled;
import io.parkapp.payments.RefundSettled;
import io.parkapp.tariffs.Tariffs;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Issues a document for each payment for a reservation, once.
@Service
public class Receipts {
    private static final int ISSUED_AT_ONCE_MAX = 20_000;

    private final DocumentRepository repository;
    private final Tariffs tariffs;
    private final ApplicationEventPublisher events;

    Receipts(DocumentRepository repository, Tariffs tariffs, ApplicationEventPublisher events) {
        this.repository = repository;
        this.tariffs = tariffs;
        this.events = events;
    }

    /// In the transaction of the payment: there are both or neither, and a number is never left out. After parking,
    /// which goes first: what is written is the reservation as the payment left it.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void settled(ChargeSettled payment) {
        issue(payment.chargeId(), payment.subjectId());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void settled(RefundSettled refund) {
        issue(refund.refundId(), refund.subjectId());
    }

    /// For what was paid before there were receipts, the oldest first. A document bears the time of its payment.
    ///
    /// @return how many; none means that none are left
    @Transactional
    public int issueMissing() {
        var versions = repository.tariffsOfMissing(ISSUED_AT_ONCE_MAX);
        return repository.issueMissing(hashes(versions), ISSUED_AT_ONCE_MAX);
    }

    private void issue(UUID payment, UUID subject) {
        // Something else than a reservation may have been paid for.
        repository
                .lockTariffOf(subject)
                .flatMap(version -> repository.issue(payment, hashes(List.of(version))))
                .ifPresent(document -> events.publishEvent(new DocumentIssued(document, subject)));
    }

    private Map<UUID, String> hashes(Collection<UUID> versions) {
        return versions.stream().collect(toMap(Function.identity(), tariffs::hash));
    }
}
