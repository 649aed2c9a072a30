package io.parkapp.parking;

import static io.parkapp.accounts.Permission.RESERVATIONS_WRITE;

import io.parkapp.accounts.Caller;
import io.parkapp.lots.Lots;
import io.parkapp.lots.SpotsChanged;
import io.parkapp.payments.Owed;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Curve;
import io.parkapp.tariffs.Quote;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The car comes, stands, and leaves; or does not come.
@Service
public class Stays {
    /// Leaving this much later than reserved costs nothing: queues at the exit are nobody's fault.
    public static final Duration OVERSTAY_GRACE = Duration.ofMinutes(10);

    private static final int NO_SHOWS_AT_ONCE_MAX = 1_000;

    private final ReservationRepository repository;
    private final Reservations reservations;
    private final Lots lots;
    private final Tariffs tariffs;
    private final PlateHistory plates;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Stays(
            ReservationRepository repository,
            Reservations reservations,
            Lots lots,
            Tariffs tariffs,
            PlateHistory plates,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.reservations = reservations;
        this.lots = lots;
        this.tariffs = tariffs;
        this.plates = plates;
        this.events = events;
        this.clock = clock;
    }

    /// From a quarter of an hour before the window until its end. Where another car still stands on the spot, the
    /// reservation moves to the nearest free one of its kind.
    @Transactional
    Reservation checkIn(Caller caller, UUID id) {
        var now = clock.instant();
        var seen = reservations.visible(caller, id, RESERVATIONS_WRITE);
        var from = now.isBefore(seen.window().from()) ? now : seen.window().from();
        var isIn = false;
        try {
            isIn = seen.window().until().isAfter(now)
                    && repository.checkIn(id, new TimeWindow(from, seen.window().until()), now);
        } catch (DataIntegrityViolationException overlap) {
            throw new Refusal(ParkingRefusal.SPOT_STILL_OCCUPIED);
        }
        if (!isIn) {
            throw whyNotIn(reservations.found(id), now);
        }
        reservations.record(caller, seen, "reservation.checked-in");
        events.publishEvent(new SpotsChanged(seen.place().lotId()));
        return reservations.found(id);
    }

    /// Fixes the final price by the pinned tariff version and frees the spot. What is not yet paid is due.
    @Transactional
    Reservation checkOut(Caller caller, UUID id) {
        var now = clock.instant();
        var seen = reservations.visible(caller, id, RESERVATIONS_WRITE);
        if (seen.status() != ReservationStatus.CHECKED_IN) {
            throw Reservations.wrongState(seen);
        }
        var quote = quoteIfLeaving(seen, now);
        var price = priceIfLeaving(seen, quote);
        var isAsAccepted = price.equals(seen.price());
        var lines = isAsAccepted ? seen.lines() : quote.lines();
        var tax = isAsAccepted ? seen.tax() : Reservation.tax(quote);
        if (!repository.checkOut(seen, price, tax, lines, now)) {
            throw Reservations.changedMeanwhile();
        }
        var occasion = seen.isPaidWhenReserving() ? Owed.Occasion.OVERSTAY : Owed.Occasion.STAY;
        reservations.owe(seen, occasion, price, tax);
        reservations.record(caller, seen, "reservation.checked-out");
        events.publishEvent(new SpotsChanged(seen.place().lotId()));
        return reservations.giveBackSurplus(reservations.found(id), "checked out");
    }

    /// What leaving now would cost in all; null for a car that is not inside.
    @Nullable
    Money runningCost(Reservation reservation) {
        return reservation.status() == ReservationStatus.CHECKED_IN
                ? priceIfLeaving(reservation, quoteIfLeaving(reservation, clock.instant()))
                : null;
    }

    /// What leaving earlier or later would change; null for a car that is not inside. Who leaves within the reserved
    /// time pays for that time.
    Curve.@Nullable Advice advice(Reservation stay) {
        if (stay.status() != ReservationStatus.CHECKED_IN) {
            return null;
        }
        var now = clock.instant();
        var quote = quoteIfLeaving(stay, now);
        if (!stay.driveUp() && quote.window().equals(stay.window())) {
            return new Curve.Advice(stay.window().until().plus(OVERSTAY_GRACE), null, null);
        }
        var lot = lots.find(stay.place().lotId()).orElseThrow();
        return tariffs.advice(
                stay.tariffVersionId(), lot, stay.kind(), quote.window(), quote.price(), now, earlier(stay));
    }

    /// Frees the spots of those who did not come in time.
    ///
    /// @return how many; fewer than could be done at once means that none are left
    @Transactional
    public int releaseNoShows() {
        var ended = repository.releaseNoShows(clock.instant(), NO_SHOWS_AT_ONCE_MAX);
        ended.stream()
                .map(ReservationRepository.Ended::lotId)
                .distinct()
                .forEach(each -> events.publishEvent(new SpotsChanged(each)));
        return ended.size();
    }

    private Quote quoteIfLeaving(Reservation stay, Instant now) {
        var lot = lots.find(stay.place().lotId()).orElseThrow();
        return tariffs.settle(stay.tariffVersionId(), lot, stay.kind(), stay.chargedIfLeaving(now), earlier(stay));
    }

    private Tariffs.Circumstances earlier(Reservation stay) {
        return plates.before(stay.place().lotId(), stay.plate(), stay.window().from(), stay.id());
    }

    /// Who leaves in time pays what was accepted, whatever other stays of the plate came in between. Staying longer
    /// never costs less than that, whatever the tariff says of longer stays.
    private static Money priceIfLeaving(Reservation stay, Quote quote) {
        if (stay.driveUp()) {
            return quote.price();
        }
        return quote.window().equals(stay.window())
                ? stay.price()
                : quote.price().atLeast(stay.price());
    }

    private static Refusal whyNotIn(Reservation seen, Instant now) {
        if (seen.status() != ReservationStatus.CONFIRMED) {
            return Reservations.wrongState(seen);
        }
        if (now.isBefore(seen.checkInFrom())) {
            return new Refusal(ParkingRefusal.TOO_EARLY, "Checking in is possible from " + seen.checkInFrom() + ".");
        }
        if (!now.isBefore(seen.window().until())) {
            return new Refusal(ParkingRefusal.TOO_LATE, "The reserved time is over.");
        }
        return new Refusal(ParkingRefusal.SPOT_STILL_OCCUPIED);
    }
}
