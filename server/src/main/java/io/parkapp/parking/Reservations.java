package io.parkapp.parking;

import static io.parkapp.accounts.Permission.LOTS_WRITE;
import static io.parkapp.accounts.Permission.RESERVATIONS_READ;

import io.parkapp.accounts.AccountErased;
import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.lots.Lot;
import io.parkapp.lots.Lots;
import io.parkapp.lots.PaymentPolicy;
import io.parkapp.lots.Spot;
import io.parkapp.lots.SpotKind;
import io.parkapp.lots.SpotsChanged;
import io.parkapp.parking.ClaimRepository.Claim;
import io.parkapp.parking.ClaimRepository.Contention;
import io.parkapp.parking.ReservationRepository.Filter;
import io.parkapp.payments.Owed;
import io.parkapp.payments.Payments;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.tariffs.Quote;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.values.Money;
import io.parkapp.values.Page;
import io.parkapp.values.TimeWindow;
import io.parkapp.vouchers.Voucher;
import io.parkapp.vouchers.Vouchers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Making and finding reservations; [ReservationChanges] changes and cancels them.
@Service
public class Reservations {
    /// How long a spot is kept while the driver pays, at most: no longer than for a car that does not come.
    public static final Duration HOLD = Duration.ofMinutes(10);

    /// A limit against hoarding, far above what a person or a company's fleet needs.
    static final int LIVE_PER_ACCOUNT_MAX = 1_000;

    private static final int SPREAD_ATTEMPTS_MAX = 3;
    private static final int CLAIM_ATTEMPTS_MAX = 200;
    private static final int LAPSED_AT_ONCE_MAX = 1_000;

    private final ReservationRepository repository;
    private final ClaimRepository claims;
    private final Lots lots;
    private final Tariffs tariffs;
    private final PlateHistory plates;
    private final Vouchers vouchers;
    private final Payments payments;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reservations(
            ReservationRepository repository,
            ClaimRepository claims,
            Lots lots,
            Tariffs tariffs,
            PlateHistory plates,
            Vouchers vouchers,
            Payments payments,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.claims = claims;
        this.lots = lots;
        this.tariffs = tariffs;
        this.plates = plates;
        this.vouchers = vouchers;
        this.payments = payments;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// Promises a spot to a plate. Held while the driver pays, where one pays ahead; otherwise confirmed at once, and a
    /// drive-up is checked in at once.
    @Transactional
    Reservation reserve(Caller caller, ReservationRequest request) {
        var now = clock.instant();
        var lot = lots.get(request.lotId());
        var window = request.window(now);
        requireReservable(lot, window, now);
        var kind = kindOf(lot, request);
        var circumstances = plates.before(lot.id(), request.plate(), window.from(), null);
        var full = tariffs.quote(lot, kind, window, circumstances);
        var code = request.promoCode();
        var used = code == null ? List.<Voucher>of() : List.of(vouchers.find(lot, code, caller.account()));
        var quote =
                used.isEmpty() ? full : tariffs.quote(lot, kind, window, circumstances.with(Voucher.discounts(used)));
        var id = claim(claimOf(caller, lot, request, kind, quote, used, now));
        for (var each : used) {
            vouchers.redeem(lot, each, id, caller.account(), full.price().minus(quote.price()));
        }
        var made = found(id);
        tell(made, ReservationNews.What.valueOf(made.status().name()));
        return made;
    }

    /// The caller's own, or one that the caller's permissions cover; else as if there were none.
    Reservation get(Caller caller, UUID id) {
        return visible(caller, id, RESERVATIONS_READ);
    }

    /// What asks for a list.
    ///
    /// @param all everybody's that the caller may see, rather than the caller's own
    record Wanted(
            List<ReservationStatus> statuses,
            @Nullable String text,
            @Nullable UUID lotId,
            @Nullable UUID spotId,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean all) {}

    Page<Reservation> list(Caller caller, Wanted wanted, int limit, @Nullable String cursor) {
        return Page.of(
                repository.list(filter(caller, wanted, Cursor.parse(cursor, 2), limit + 1)),
                limit,
                last -> Cursor.after(last.window().from(), last.id()));
    }

    /// @param limit null for all
    static Filter filter(Caller caller, Wanted wanted, @Nullable Cursor after, @Nullable Integer limit) {
        if (wanted.all() && !caller.mayAnywhere(RESERVATIONS_READ)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
        var operators = caller.operatorsWith(RESERVATIONS_READ);
        return new Filter(
                wanted.all() ? null : caller.account(),
                wanted.all() && operators != null ? Set.of(operators) : null,
                wanted.spotId(),
                wanted.lotId(),
                wanted.statuses(),
                wanted.text() == null || wanted.text().isBlank()
                        ? null
                        : wanted.text().strip(),
                wanted.from(),
                wanted.until(),
                after == null ? null : after.instant(0),
                after == null ? null : after.id(1),
                limit);
    }

    Page<Reservation> ofSpot(Caller caller, UUID spotId, int limit, @Nullable String cursor) {
        var spot = lots.findSpot(spotId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(LOTS_WRITE, lots.find(spot.lotId()).orElseThrow().operatorId());
        return list(caller, new Wanted(List.of(), null, null, spotId, null, null, true), limit, cursor);
    }

    /// Who is expected today, by the calendar of each lot, and has not come yet; the soonest first.
    ///
    /// @param operator only this one's; null for all whose reservations the caller may read
    @Transactional(readOnly = true)
    public List<ReservationAnswer> arrivals(Caller caller, @Nullable UUID operator, int limit) {
        var now = clock.instant();
        if (operator != null) {
            caller.requireOrHide(RESERVATIONS_READ, operator);
        }
        var operators = operator == null ? caller.operatorsWith(RESERVATIONS_READ) : new UUID[] {operator};
        return repository.arrivals(operators, now, limit).stream()
                .map(each -> ReservationAnswer.of(each, now, true, null, null))
                .toList();
    }

    /// Ends the holds whose time is over.
    ///
    /// @return how many; fewer than could be done at once means that none are left
    @Transactional
    public int lapseHolds() {
        return lapse(null);
    }

    /// Plates are personal and go with the person; reservations and their money stay.
    @EventListener
    void erased(AccountErased event) {
        if (repository.countLive(event.account()) > 0) {
            throw new Refusal(ParkingRefusal.ACCOUNT_HAS_RESERVATIONS);
        }
        repository.forgetPlatesOf(event.account());
    }

    /// As [#get] has it, for what belongs to a reservation.
    ///
    /// @throws Refusal NOT_FOUND
    @Transactional(readOnly = true)
    public void requireVisible(Caller caller, UUID id) {
        visible(caller, id, RESERVATIONS_READ);
    }

    Reservation visible(Caller caller, UUID id, Permission permission) {
        var reservation = found(id);
        if (!reservation.driver().id().equals(caller.account())) {
            caller.requireOrHide(permission, reservation.operatorId());
        }
        return reservation;
    }

    Reservation found(UUID id) {
        return repository.find(id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    /// Gives back what is held beyond what is owed, once for each reason.
    Reservation giveBackSurplus(Reservation reservation, String reason) {
        if (!reservation.surplus().isPositive()) {
            return reservation;
        }
        payments.refund(reservation.id(), reservation.surplus(), reason);
        return found(reservation.id());
    }

    /// What it costs from now on.
    void owe(Reservation reservation, Owed.Occasion occasion, Money price, Owed.@Nullable Tax tax) {
        payments.owe(new Owed(
                reservation.id(), reservation.operatorId(), reservation.place().lotId(), occasion, price, tax));
    }

    /// Publishes what happened.
    void tell(Reservation reservation, ReservationNews.What what) {
        var lot = reservation.place().lotId();
        events.publishEvent(new SpotsChanged(lot));
        events.publishEvent(
                new ReservationNews(reservation.id(), reservation.driver().id(), reservation.operatorId(), lot, what));
    }

    void tell(List<ReservationRepository.Ended> ended, ReservationNews.What what) {
        ended.stream()
                .map(ReservationRepository.Ended::lotId)
                .distinct()
                .forEach(each -> events.publishEvent(new SpotsChanged(each)));
        ended.forEach(each -> events.publishEvent(
                new ReservationNews(each.id(), each.accountId(), each.operatorId(), each.lotId(), what)));
    }

    void record(Caller caller, Reservation reservation, String action) {
        record(caller, reservation, action, Map.of());
    }

    void record(Caller caller, Reservation reservation, String action, Map<String, String> more) {
        var details = new TreeMap<>(more);
        details.put("number", reservation.spokenNumber());
        audit.record(caller.account(), reservation.operatorId(), action, "reservation", reservation.id(), details);
    }

    static Refusal wrongState(Reservation reservation) {
        return new Refusal(
                ParkingRefusal.WRONG_STATE, ParkingRefusal.WRONG_STATE.text() + " It is " + reservation.status() + ".");
    }

    /// Makes the transaction run again on what now stands.
    static OptimisticLockingFailureException changedMeanwhile() {
        return new OptimisticLockingFailureException("the reservation was changed meanwhile");
    }

    private static void requireReservable(Lot lot, TimeWindow window, Instant now) {
        requireStart(window.from(), now);
        if (!Reservation.noShowAt(window, lot.noShowAfterMinutes()).isAfter(now)) {
            throw new Refusal(ParkingRefusal.WINDOW_IN_PAST);
        }
        requireWindow(lot, window);
    }

    static void requireStart(Instant from, Instant now) {
        if (from.isBefore(now.minus(Reservation.PAST_MAX))) {
            throw new Refusal(ParkingRefusal.WINDOW_IN_PAST);
        }
        if (from.isAfter(now.plus(Reservation.AHEAD_MAX))) {
            throw new Refusal(ParkingRefusal.WINDOW_TOO_FAR);
        }
    }

    static void requireWindow(Lot lot, TimeWindow window) {
        if (window.length().compareTo(Reservation.WINDOW_MAX) > 0) {
            throw new Refusal(ParkingRefusal.WINDOW_TOO_LONG);
        }
        if (!lot.accepts(window)) {
            throw new Refusal(ParkingRefusal.LOT_CLOSED);
        }
    }

    private SpotKind kindOf(Lot lot, ReservationRequest request) {
        if (request.spotId() == null) {
            return request.kind() == null ? SpotKind.STANDARD : request.kind();
        }
        var spot = spot(lot, request.spotId())
                .orElseThrow(() -> Refusal.field("spotId", "is not a spot of this car park"));
        if (request.kind() != null && request.kind() != spot.kind()) {
            throw Refusal.field("kind", "is not the kind of the chosen spot, which is " + spot.kind());
        }
        if (!spot.inService()) {
            throw new Refusal(ParkingRefusal.SPOT_OUT_OF_SERVICE);
        }
        return spot.kind();
    }

    private Optional<Spot> spot(Lot lot, UUID spotId) {
        return lots.findSpot(spotId).filter(each -> each.lotId().equals(lot.id()));
    }

    private Claim claimOf(
            Caller caller,
            Lot lot,
            ReservationRequest request,
            SpotKind kind,
            Quote quote,
            List<Voucher> used,
            Instant now) {
        var isDriveUp = request.isDriveUp();
        var policy = isDriveUp ? PaymentPolicy.PAY_ON_LEAVING : lot.paymentPolicy();
        var isHeld = policy == PaymentPolicy.PAY_WHEN_RESERVING && quote.price().isPositive();
        var noShowAt = Reservation.noShowAt(quote.window(), lot.noShowAfterMinutes());
        var terms = lot.cancellation().forKind(kind);
        var status = isDriveUp
                ? ReservationStatus.CHECKED_IN
                : isHeld ? ReservationStatus.HELD : ReservationStatus.CONFIRMED;
        return new Claim(
                lot.operatorId(),
                lot.id(),
                request.spotId(),
                kind,
                caller.account(),
                request.plate(),
                quote.window(),
                status,
                isDriveUp,
                policy,
                isHeld ? Reservation.holdUntil(noShowAt, now) : null,
                noShowAt,
                quote.versionId(),
                quote.version(),
                quote.price(),
                Reservation.tax(quote),
                quote.lines(),
                used,
                Reservation.freeUntil(quote.window(), terms),
                terms.lateRefundPercent(),
                now);
    }

    /// Tries until the spot is ours, or no free one is left in sight. Spreads over free spots first; in the end waits
    /// for the claims of others, to learn whether they come true.
    private UUID claim(Claim claim) {
        var hasLapsed = false;
        for (var attempt = 1; attempt <= CLAIM_ATTEMPTS_MAX; attempt++) {
            var spreads = attempt <= SPREAD_ATTEMPTS_MAX;
            var tried = claims.claim(claim, spreads ? Contention.SPREAD : Contention.WAIT, LIVE_PER_ACCOUNT_MAX);
            if (tried.id() != null) {
                return tried.id();
            }
            if (tried.foundCandidate() && repository.countLive(claim.accountId()) >= LIVE_PER_ACCOUNT_MAX) {
                throw new Refusal(ParkingRefusal.TOO_MANY_LIVE_RESERVATIONS);
            }
            if (tried.foundCandidate() && !hasLapsed) {
                // A hold whose time is over looks free, but stands in the constraint's way until it is ended.
                lapse(claim.lotId());
                hasLapsed = true;
            } else if (claim.spotId() != null || (!tried.foundCandidate() && !spreads)) {
                break;
            }
        }
        throw new Refusal(claim.spotId() == null ? ParkingRefusal.NO_FREE_SPOT : ParkingRefusal.SPOT_TAKEN);
    }

    /// @param lot null for all
    int lapse(@Nullable UUID lot) {
        var lapsed = repository.lapse(lot, clock.instant(), LAPSED_AT_ONCE_MAX);
        finish(lapsed);
        return lapsed.size();
    }

    /// Ends this hold, if its time is over.
    void lapse(UUID id, Instant now) {
        finish(repository.lapse(id, now));
    }

    private void finish(List<ReservationRepository.Ended> lapsed) {
        for (var each : lapsed) {
            payments.expireOpen(each.id());
            vouchers.giveBack(each.id());
        }
        tell(lapsed, ReservationNews.What.LAPSED);
    }
}
