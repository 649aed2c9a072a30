package io.parkapp.parking;

import static io.parkapp.accounts.Permission.RESERVATIONS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.payments.Charge;
import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.ChargeSettled;
import io.parkapp.payments.Owed;
import io.parkapp.payments.Payments;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Where reservations meet money: asking for what is due, and what a payment does when it arrives.
@Service
public class Settlements {
    private final ReservationRepository repository;
    private final ClaimRepository claims;
    private final Reservations reservations;
    private final Payments payments;
    private final Clock clock;
    private final URI publicUrl;

    Settlements(
            ReservationRepository repository,
            ClaimRepository claims,
            Reservations reservations,
            Payments payments,
            Clock clock,
            Settings settings) {
        this.repository = repository;
        this.claims = claims;
        this.reservations = reservations;
        this.payments = payments;
        this.clock = clock;
        this.publicUrl = settings.publicUrl();
    }

    /// Asks for what is due. Not in a transaction: the provider is called.
    Charge pay(Caller caller, UUID id) {
        return payments.open(asked(caller, id));
    }

    /// In the caller's transaction: what is due, for somebody who takes it otherwise than by a checkout page. An open
    /// page is closed, and until the transaction ends nobody else changes the reservation.
    ///
    /// @throws Refusal NOT_FOUND, HOLD_LAPSED, NOTHING_TO_PAY
    @Transactional(propagation = Propagation.MANDATORY)
    public ChargeRequest collect(Caller caller, UUID id) {
        // First the charge and then the reservation, as its provider's news does: else they would wait for each other.
        payments.expireOpen(id);
        repository.lock(id);
        return asked(caller, id);
    }

    private ChargeRequest asked(Caller caller, UUID id) {
        var reservation = reservations.visible(caller, id, RESERVATIONS_READ);
        var holdUntil = reservation.holdUntil();
        if (reservation.status() == ReservationStatus.EXPIRED
                || (holdUntil != null && !holdUntil.isAfter(clock.instant()))) {
            throw new Refusal(ParkingRefusal.HOLD_LAPSED);
        }
        if (!reservation.due().isPositive()) {
            throw new Refusal(ParkingRefusal.NOTHING_TO_PAY);
        }
        return new ChargeRequest(
                id,
                reservation.operatorId(),
                reservation.place().lotId(),
                reservation.driver().id(),
                reservation.place().lotName() + ", spot " + reservation.place().spotLabel() + ", "
                        + ReservationAnswer.NUMBER_PREFIX + reservation.number(),
                reservation.due(),
                holdUntil,
                publicUrl.resolve("/reservations/" + id));
    }

    List<Charge> chargesOf(Caller caller, UUID id) {
        return payments.ofSubject(
                reservations.visible(caller, id, RESERVATIONS_READ).id());
    }

    /// In the transaction that applies the provider's news. A payment confirms its held reservation. One that
    /// comes after the hold lapsed claims the spot again, or an equal one, or else is given back, like one that
    /// comes when the car would be too late, or that nothing is owed for any more. Before others hear of it: they
    /// look at what became of the reservation.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void settled(ChargeSettled payment) {
        var id = payment.subjectId();
        if (repository.find(id).isEmpty()) {
            // Something else than a reservation was paid for.
            return;
        }
        var now = clock.instant();
        var isConfirmed = repository.confirm(id, now);
        if (!isConfirmed) {
            reservations.lapse(id, now);
        }
        var reservation = reservations.found(id);
        // A code was free again when the hold lapsed, and may be used up by now.
        if (!isConfirmed
                && reservation.status() == ReservationStatus.EXPIRED
                && reservation.vouchers().isEmpty()) {
            isConfirmed = reclaim(reservation, now);
            reservation = reservations.found(id);
        }
        if (isConfirmed) {
            reservations.owe(reservation, Owed.Occasion.STAY, reservation.price(), reservation.tax());
            reservation = reservations.found(id);
        }
        var settled = reservations.giveBackSurplus(reservation, "payment " + payment.chargeId());
        if (isConfirmed) {
            reservations.tell(settled, ReservationNews.What.CONFIRMED);
        }
    }

    private boolean reclaim(Reservation reservation, Instant now) {
        try {
            return claims.reclaim(reservation, now);
        } catch (DataIntegrityViolationException overlap) {
            // Somebody claimed the spot in between: run again, and see it taken.
            throw new PessimisticLockingFailureException("the spot was claimed meanwhile", overlap);
        }
    }
}
