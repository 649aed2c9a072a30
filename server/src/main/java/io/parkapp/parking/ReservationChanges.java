package io.parkapp.parking;

import static io.parkapp.accounts.Permission.RESERVATIONS_READ;
import static io.parkapp.accounts.Permission.RESERVATIONS_WRITE;

import io.parkapp.accounts.Caller;
import io.parkapp.lots.Lots;
import io.parkapp.parking.ClaimRepository.Change;
import io.parkapp.payments.Owed;
import io.parkapp.payments.Payments;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.PriceLine;
import io.parkapp.pricing.Tariff;
import io.parkapp.tariffs.Quote;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.values.Money;
import io.parkapp.values.Plate;
import io.parkapp.values.TimeWindow;
import io.parkapp.vouchers.Voucher;
import io.parkapp.vouchers.Vouchers;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Another plate, another window, or none at all: what becomes of a reservation before its stay is over, and what that
/// would mean.
@Service
class ReservationChanges {
    private final ReservationRepository repository;
    private final ClaimRepository claims;
    private final Reservations reservations;
    private final Lots lots;
    private final Tariffs tariffs;
    private final PlateHistory plates;
    private final Vouchers vouchers;
    private final Discounts discounts;
    private final Payments payments;
    private final Clock clock;

    ReservationChanges(
            ReservationRepository repository,
            ClaimRepository claims,
            Reservations reservations,
            Lots lots,
            Tariffs tariffs,
            PlateHistory plates,
            Vouchers vouchers,
            Discounts discounts,
            Payments payments,
            Clock clock) {
        this.repository = repository;
        this.claims = claims;
        this.reservations = reservations;
        this.lots = lots;
        this.tariffs = tariffs;
        this.plates = plates;
        this.vouchers = vouchers;
        this.discounts = discounts;
        this.payments = payments;
        this.clock = clock;
    }

    /// What a change would mean.
    ///
    /// @param possible whether a spot is free for the new window
    /// @param difference of the price; negative when it gets cheaper
    /// @param due to pay afterwards
    /// @param refund to be given back at once
    record ChangePreview(
            boolean possible,
            @Schema(example = "A-12") @Nullable String spotLabel,
            @Schema(example = "Ground floor") @Nullable String levelName,
            Money price,
            Money difference,
            Money due,
            Money refund,
            List<PriceLine> lines) {}

    /// @param from absent to keep it, like `until`
    ChangePreview previewChange(
            Caller caller, UUID id, @Nullable Instant from, @Nullable Instant until, boolean otherSpotAllowed) {
        var now = clock.instant();
        var seen = reservations.visible(caller, id, RESERVATIONS_READ);
        var window = newWindow(seen, from, until, now);
        var quote = requote(seen, seen.plate(), window, now, Voucher.discounts(seen.vouchers()));
        var target = claims.target(id, window, otherSpotAllowed, now);
        var owed = seen.corrected(seen.isPaidWhenReserving() ? quote.price() : seen.nothing());
        return new ChangePreview(
                target.isPresent(),
                target.map(ClaimRepository.Target::label).orElse(null),
                target.map(ClaimRepository.Target::levelName).orElse(null),
                quote.price(),
                quote.price().minus(seen.price()),
                owed.minus(seen.balance()).atLeast(seen.nothing()),
                seen.balance().minus(owed).atLeast(seen.nothing()),
                quote.lines());
    }

    /// Another plate, another window, or both. The spot stays the same, or may become another of its kind where that is
    /// allowed. What the new window costs more is due, what it costs less is given back.
    ///
    /// @param ifVersion refuses when it was changed since that version; null to change whatever stands
    @Transactional
    Reservation change(
            Caller caller,
            UUID id,
            @Nullable Plate plate,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean otherSpotAllowed,
            @Nullable Integer ifVersion) {
        var now = clock.instant();
        var seen = reservations.visible(caller, id, RESERVATIONS_WRITE);
        if (ifVersion != null && ifVersion != seen.version()) {
            throw new Refusal(PlatformRefusal.PRECONDITION_FAILED);
        }
        if (!seen.status().isLive()) {
            throw Reservations.wrongState(seen);
        }
        var newPlate = plate == null ? seen.plate() : plate;
        if (from == null && until == null) {
            if (!repository.changePlate(seen, newPlate)) {
                throw Reservations.changedMeanwhile();
            }
        } else {
            changeWindow(seen, newPlate, newWindow(seen, from, until, now), otherSpotAllowed, now);
        }
        reservations.record(caller, seen, "reservation.changed");
        var changed = reservations.giveBackSurplus(reservations.found(id), "changed " + (seen.version() + 1));
        reservations.tell(changed, ReservationNews.What.CHANGED);
        return changed;
    }

    /// What cancelling now would mean.
    ///
    /// @param kept of what was paid
    /// @param freeUntil until when everything comes back
    record CancellationPreview(Money refund, Money kept, Instant freeUntil) {}

    CancellationPreview previewCancellation(Caller caller, UUID id) {
        var seen = reservations.visible(caller, id, RESERVATIONS_READ);
        requireCancellable(seen);
        var kept = seen.keptIfCancelled(clock.instant());
        var refund = seen.balance().minus(seen.corrected(kept)).atLeast(seen.nothing());
        return new CancellationPreview(refund, seen.balance().minus(refund), seen.freeUntil());
    }

    /// @param reason in the canceller's words, for the record
    @Transactional
    Reservation cancel(Caller caller, UUID id, @Nullable String reason) {
        var now = clock.instant();
        var seen = reservations.visible(caller, id, RESERVATIONS_WRITE);
        requireCancellable(seen);
        var kept = seen.keptIfCancelled(now);
        if (!repository.cancel(seen, kept, now)) {
            throw Reservations.changedMeanwhile();
        }
        payments.expireOpen(id);
        vouchers.giveBack(id);
        reservations.owe(seen, Owed.Occasion.CANCELLATION, kept, seen.tax());
        reservations.record(
                caller, seen, "reservation.cancelled", reason == null ? Map.of() : Map.of("reason", reason));
        var cancelled = reservations.giveBackSurplus(reservations.found(id), "cancelled");
        reservations.tell(cancelled, ReservationNews.What.CANCELLED);
        return cancelled;
    }

    private void changeWindow(Reservation seen, Plate plate, TimeWindow window, boolean otherSpotAllowed, Instant now) {
        var lot = lots.get(seen.place().lotId());
        var used = discounts.book(
                seen, each -> requote(seen, plate, window, now, each).price());
        var quote = requote(seen, plate, window, now, Voucher.discounts(used));
        var change = new Change(
                plate,
                window,
                otherSpotAllowed,
                Reservation.noShowAt(window, lot.noShowAfterMinutes()),
                window.from().equals(seen.window().from())
                        ? seen.freeUntil()
                        : Reservation.freeUntil(window, lot.cancellation().forKind(seen.kind())),
                quote.versionId(),
                quote.version(),
                quote.price(),
                Reservation.tax(quote),
                quote.lines(),
                used);
        var changed = false;
        var isOverlap = false;
        try {
            reservations.lapse(lot.id());
            changed = claims.change(seen, change, now);
        } catch (DataIntegrityViolationException overlap) {
            isOverlap = true;
        }
        if (!changed && !isOverlap && reservations.found(seen.id()).version() != seen.version()) {
            throw Reservations.changedMeanwhile();
        }
        if (!changed) {
            throw new Refusal(otherSpotAllowed ? ParkingRefusal.NO_FREE_SPOT : ParkingRefusal.SPOT_TAKEN);
        }
        payments.expireOpen(seen.id());
        if (seen.isPaidWhenReserving()) {
            reservations.owe(seen, Owed.Occasion.CHANGE, change.price(), change.tax());
        }
    }

    private TimeWindow newWindow(Reservation seen, @Nullable Instant from, @Nullable Instant until, Instant now) {
        if (seen.status() != ReservationStatus.CONFIRMED && seen.status() != ReservationStatus.CHECKED_IN) {
            throw Reservations.wrongState(seen);
        }
        var old = seen.window();
        var start = from == null ? old.from() : from;
        var end = until == null ? old.until() : until;
        if (!start.isBefore(end)) {
            throw Refusal.field("until", "must be after the start");
        }
        if (seen.status() == ReservationStatus.CHECKED_IN && !start.equals(old.from())) {
            throw Refusal.field("from", "cannot be changed once the car is in");
        }
        var window = new TimeWindow(start, end);
        Reservations.requireWindow(lots.get(seen.place().lotId()), window);
        if (!end.isAfter(now)) {
            throw new Refusal(ParkingRefusal.WINDOW_IN_PAST);
        }
        if (!start.equals(old.from())) {
            Reservations.requireStart(start, now);
        }
        var becomesShorter = window.length().compareTo(old.length()) < 0;
        if (becomesShorter && !seen.mayBeShortened(now)) {
            throw new Refusal(ParkingRefusal.TOO_LATE, "It is too late to shorten it; it may only become longer now.");
        }
        return window;
    }

    /// By the pinned tariff version while the start stays; a stay on another day is priced by that day's tariff.
    private Quote requote(
            Reservation seen, Plate plate, TimeWindow window, Instant now, List<Tariff.Discount> discounts) {
        var lot = lots.get(seen.place().lotId());
        if (window.until().isBefore(now)) {
            throw new Refusal(ParkingRefusal.WINDOW_IN_PAST);
        }
        var circumstances =
                plates.before(lot.id(), plate, window.from(), seen.id()).with(discounts);
        return window.from().equals(seen.window().from())
                ? tariffs.reprice(seen.tariffVersionId(), lot, seen.kind(), window, circumstances)
                : tariffs.quote(lot, seen.kind(), window, circumstances);
    }

    private static void requireCancellable(Reservation seen) {
        if (seen.status() != ReservationStatus.HELD && seen.status() != ReservationStatus.CONFIRMED) {
            throw Reservations.wrongState(seen);
        }
    }
}
