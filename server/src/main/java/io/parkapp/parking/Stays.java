package io.parkapp.parking;

import static io.parkapp.accounts.Permission.RESERVATIONS_READ;
import static io.parkapp.accounts.Permission.RESERVATIONS_WRITE;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.lots.Lots;
import io.parkapp.payments.Owed;
import io.parkapp.payments.Payments;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Curve;
import io.parkapp.pricing.PriceLine;
import io.parkapp.pricing.Tariff;
import io.parkapp.tariffs.Quote;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import io.parkapp.vouchers.Voucher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final ClaimRepository claims;
    private final Reservations reservations;
    private final Lots lots;
    private final Tariffs tariffs;
    private final PlateHistory plates;
    private final Discounts discounts;
    private final Payments payments;
    private final Clock clock;

    Stays(
            ReservationRepository repository,
            ClaimRepository claims,
            Reservations reservations,
            Lots lots,
            Tariffs tariffs,
            PlateHistory plates,
            Discounts discounts,
            Payments payments,
            Clock clock) {
        this.repository = repository;
        this.claims = claims;
        this.reservations = reservations;
        this.lots = lots;
        this.tariffs = tariffs;
        this.plates = plates;
        this.discounts = discounts;
        this.payments = payments;
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
                    && claims.checkIn(id, new TimeWindow(from, seen.window().until()), now);
        } catch (DataIntegrityViolationException overlap) {
            throw new Refusal(ParkingRefusal.SPOT_STILL_OCCUPIED);
        }
        if (!isIn) {
            throw whyNotIn(reservations.found(id), now);
        }
        reservations.record(caller, seen, "reservation.checked-in");
        reservations.tell(seen, ReservationNews.What.CHECKED_IN);
        return reservations.found(id);
    }

    /// What leaving now would mean.
    ///
    /// @param due to pay afterwards
    /// @param refund to be given back at once
    record CheckOutPreview(Money price, Money due, Money refund, List<PriceLine> lines) {}

    /// @throws Refusal WRONG_STATE, FORBIDDEN
    CheckOutPreview previewCheckOut(Caller caller, UUID id, boolean lostTicket) {
        var seen = inside(caller, id, RESERVATIONS_READ, lostTicket);
        var leaving = leaving(seen, clock.instant(), lostTicket, seen.vouchers());
        var owed = seen.corrected(leaving.price());
        return new CheckOutPreview(
                leaving.price(),
                owed.minus(seen.balance()).atLeast(seen.nothing()),
                seen.balance().minus(owed).atLeast(seen.nothing()),
                leaving.lines());
    }

    /// Fixes the final price by the pinned tariff version and frees the spot. What is not yet paid is due.
    ///
    /// @param lostTicket the driver cannot show when the stay began; for the operator's people to say
    /// @throws Refusal WRONG_STATE, FORBIDDEN
    @Transactional
    Reservation checkOut(Caller caller, UUID id, boolean lostTicket) {
        var now = clock.instant();
        var seen = inside(caller, id, RESERVATIONS_WRITE, lostTicket);
        var used = isAsAccepted(seen, now, lostTicket)
                ? seen.vouchers()
                : discounts.book(
                        seen,
                        each -> quoteIfLeaving(seen, now, circumstances(seen, lostTicket, each))
                                .price());
        var leaving = leaving(seen, now, lostTicket, used);
        if (!repository.checkOut(seen, leaving.price(), leaving.tax(), leaving.lines(), used, now)) {
            throw Reservations.changedMeanwhile();
        }
        reservations.owe(seen, occasion(seen, lostTicket), leaving.price(), leaving.tax());
        reservations.record(caller, seen, lostTicket ? "reservation.left-without-ticket" : "reservation.checked-out");
        var left = reservations.giveBackSurplus(reservations.found(id), "checked out");
        reservations.tell(left, ReservationNews.What.CHECKED_OUT);
        return left;
    }

    /// What leaving now would cost in all; null for a car that is not inside.
    @Nullable
    Money runningCost(Reservation reservation) {
        return reservation.status() == ReservationStatus.CHECKED_IN
                ? leaving(reservation, clock.instant(), false, reservation.vouchers())
                        .price()
                : null;
    }

    /// What leaving earlier or later would change; null for a car that is not inside. Who leaves within the reserved
    /// time pays for that time.
    Curve.@Nullable Advice advice(Reservation stay) {
        if (stay.status() != ReservationStatus.CHECKED_IN) {
            return null;
        }
        var now = clock.instant();
        var circumstances = circumstances(stay, false, Voucher.discounts(stay.vouchers()));
        var quote = quoteIfLeaving(stay, now, circumstances);
        if (!stay.driveUp() && quote.window().equals(stay.window())) {
            return new Curve.Advice(stay.window().until().plus(OVERSTAY_GRACE), null, null);
        }
        var lot = lots.find(stay.place().lotId()).orElseThrow();
        return tariffs.advice(
                stay.tariffVersionId(), lot, stay.kind(), quote.window(), quote.price(), now, circumstances);
    }

    /// Frees the spots of those who did not come in time.
    ///
    /// @return how many; fewer than could be done at once means that none are left
    @Transactional
    public int releaseNoShows() {
        var ended = repository.releaseNoShows(clock.instant(), NO_SHOWS_AT_ONCE_MAX);
        var ids = ended.stream().map(ReservationRepository.Ended::id).toList();
        repository.owingNoShows(ids).forEach(this::askNoMore);
        reservations.tell(ended, ReservationNews.What.NO_SHOW);
        return ended.size();
    }

    /// Who made the stay longer and did not pay for that yet does not have to, not having come.
    private void askNoMore(Reservation noShow) {
        payments.expireOpen(noShow.id());
        var kept = noShow.asks().minus(noShow.due()).atLeast(noShow.nothing());
        repository.keepOfNoShow(noShow.id(), kept);
        reservations.owe(noShow, Owed.Occasion.CANCELLATION, kept, noShow.tax());
    }

    private Reservation inside(Caller caller, UUID id, Permission permission, boolean lostTicket) {
        var seen = reservations.visible(caller, id, permission);
        if (lostTicket && !caller.may(RESERVATIONS_WRITE, seen.operatorId())) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
        if (seen.status() != ReservationStatus.CHECKED_IN) {
            throw Reservations.wrongState(seen);
        }
        return seen;
    }

    /// The price of a stay that ends, and what stands behind it.
    private record Leaving(Money price, Owed.@Nullable Tax tax, List<PriceLine> lines) {}

    private Leaving leaving(Reservation stay, Instant now, boolean lostTicket, List<Voucher> used) {
        var quote = quoteIfLeaving(stay, now, circumstances(stay, lostTicket, Voucher.discounts(used)));
        var price = priceIfLeaving(stay, now, quote, lostTicket);
        return price.equals(stay.price())
                ? new Leaving(price, stay.tax(), stay.lines())
                : new Leaving(price, Reservation.tax(quote), quote.lines());
    }

    private Quote quoteIfLeaving(Reservation stay, Instant now, Tariffs.Circumstances circumstances) {
        var lot = lots.find(stay.place().lotId()).orElseThrow();
        return tariffs.settle(stay.tariffVersionId(), lot, stay.kind(), stay.chargedIfLeaving(now), circumstances);
    }

    private Tariffs.Circumstances circumstances(Reservation stay, boolean lostTicket, List<Tariff.Discount> discounts) {
        var circumstances = plates.before(
                        stay.place().lotId(), stay.plate(), stay.window().from(), stay.id())
                .with(discounts);
        return lostTicket ? circumstances.withLostTicket() : circumstances;
    }

    private boolean isAsAccepted(Reservation stay, Instant now, boolean lostTicket) {
        return !stay.driveUp() && !lostTicket && stay.chargedIfLeaving(now).equals(stay.window());
    }

    /// Who leaves in time pays what was accepted, whatever other stays of the plate came in between. Staying longer, or
    /// losing the ticket, never costs less than that, whatever the tariff says.
    private Money priceIfLeaving(Reservation stay, Instant now, Quote quote, boolean lostTicket) {
        if (stay.driveUp()) {
            return quote.price();
        }
        return isAsAccepted(stay, now, lostTicket)
                ? stay.price()
                : quote.price().atLeast(stay.price());
    }

    private static Owed.Occasion occasion(Reservation stay, boolean lostTicket) {
        if (lostTicket) {
            return Owed.Occasion.LOST_TICKET;
        }
        return stay.isPaidWhenReserving() ? Owed.Occasion.OVERSTAY : Owed.Occasion.STAY;
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
