package io.parkapp.parking;

import io.parkapp.lots.CancellationTerms;
import io.parkapp.lots.PaymentPolicy;
import io.parkapp.lots.SpotKind;
import io.parkapp.payments.Owed;
import io.parkapp.pricing.PriceLine;
import io.parkapp.tariffs.Quote;
import io.parkapp.values.Money;
import io.parkapp.values.Plate;
import io.parkapp.values.TimeWindow;
import io.parkapp.vouchers.Voucher;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A spot promised to a plate for a window, and the stay that it turns into. Pure: every rule about one reservation
/// that needs neither the database nor another reservation stands here.
///
/// @param window what the driver accepted and is charged for
/// @param freeUntil until when cancelling costs nothing
/// @param lateRefundPercent what comes back between then and the start
/// @param price of the window; of the stay, once it is completed
/// @param tax what of the price is tax; null where the tariff does not say
/// @param vouchers what others pay of the price, or promised to take off
/// @param kept what stays owed of a cancelled one, and of one that nobody came for and not all was paid of
/// @param billed what was asked for it so far, corrections included
/// @param captured what was paid
/// @param refunded what was given back, or is on its way
record Reservation(
        UUID id,
        long number,
        UUID operatorId,
        Place place,
        SpotKind kind,
        Driver driver,
        Plate plate,
        TimeWindow window,
        ReservationStatus status,
        boolean driveUp,
        PaymentPolicy paymentPolicy,
        @Nullable Instant holdUntil,
        UUID tariffVersionId,
        int tariffVersion,
        Money price,
        Owed.@Nullable Tax tax,
        List<PriceLine> lines,
        List<Voucher> vouchers,
        @Nullable Money kept,
        Instant freeUntil,
        int lateRefundPercent,
        Instant createdAt,
        @Nullable Instant checkedInAt,
        @Nullable Instant checkedOutAt,
        @Nullable Instant cancelledAt,
        int version,
        Money billed,
        Money captured,
        Money refunded) {

    /// Codes on one reservation.
    static final int VOUCHERS_MAX = 5;

    static final Duration CHECK_IN_EARLY_MAX = Duration.ofMinutes(15);

    static final Duration WINDOW_MAX = Duration.ofDays(400);
    static final Duration AHEAD_MAX = Duration.ofDays(400);

    /// A window may have started this long ago: the driver was reading the price.
    static final Duration PAST_MAX = Duration.ofMinutes(5);

    /// Where it is, as people read it.
    record Place(
            UUID lotId,
            String lotName,
            String lotAddress,
            String timeZone,
            UUID spotId,
            String spotLabel,
            String levelName) {}

    record Driver(UUID id, String name, @Nullable String email) {}

    /// From when a car that has not come loses its spot; never later than the window's end.
    static Instant noShowAt(TimeWindow window, int noShowAfterMinutes) {
        var late = window.from().plus(Duration.ofMinutes(noShowAfterMinutes));
        return late.isBefore(window.until()) ? late : window.until();
    }

    /// Until when the spot is kept while the driver pays.
    static Instant holdUntil(Instant noShowAt, Instant now) {
        var usual = now.plus(Reservations.HOLD);
        return usual.isBefore(noShowAt) ? usual : noShowAt;
    }

    static Instant freeUntil(TimeWindow window, CancellationTerms terms) {
        return window.from().minus(Duration.ofMinutes(terms.freeUntilMinutesBefore()));
    }

    /// As people say and write it: P100042.
    String spokenNumber() {
        return ReservationAnswer.NUMBER_PREFIX + number;
    }

    Money nothing() {
        return Money.none(price.currency());
    }

    static Owed.@Nullable Tax tax(Quote quote) {
        var tax = quote.tax();
        return tax == null ? null : new Owed.Tax(tax.name(), new BigDecimal(tax.percent()));
    }

    /// What is asked for it, as things stand. A held one asks for its price, and is billed once that is paid.
    Money owed() {
        return switch (status) {
            case HELD -> price;
            case EXPIRED -> nothing();
            default -> billed;
        };
    }

    /// What it asks for by itself: the whole price where one pays when reserving, the stay's price on leaving
    /// otherwise; what is kept of a cancelled one; nothing before it is confirmed. People may have corrected that.
    Money asks() {
        return switch (status) {
            case HELD, EXPIRED -> nothing();
            case CONFIRMED, CHECKED_IN, NO_SHOW, CANCELLED ->
                kept != null ? kept : isPaidWhenReserving() ? price : nothing();
            case COMPLETED -> price;
        };
    }

    /// What would be owed at another price, with the corrections that were made.
    Money corrected(Money otherPrice) {
        return otherPrice.plus(billed.minus(asks())).atLeast(nothing());
    }

    /// What the driver still has to pay.
    Money due() {
        return owed().minus(balance()).atLeast(nothing());
    }

    /// What was paid beyond what is owed.
    Money surplus() {
        return balance().minus(owed()).atLeast(nothing());
    }

    /// What we hold of the driver's money for it.
    Money balance() {
        return captured.minus(refunded);
    }

    boolean isPaidWhenReserving() {
        return paymentPolicy == PaymentPolicy.PAY_WHEN_RESERVING;
    }

    Instant checkInFrom() {
        return window.from().minus(CHECK_IN_EARLY_MAX);
    }

    /// What would stay owed if it were cancelled now: nothing while cancelling is free, the policy's part until the
    /// start, everything after. Never more than was paid, corrections aside: a cancellation asks for no money, and
    /// what a correction gave back is not given back again.
    Money keptIfCancelled(Instant now) {
        if (!isPaidWhenReserving() || status == ReservationStatus.HELD || !now.isAfter(freeUntil)) {
            return nothing();
        }
        var kept = now.isBefore(window.from()) ? price.minus(price.percent(lateRefundPercent)) : price;
        var correction = billed.minus(asks());
        return kept.atMost(balance().minus(correction)).atLeast(nothing());
    }

    /// A spot kept so far is given back at full price only while cancelling is free; where nothing was paid ahead, any
    /// time before the start.
    boolean mayBeShortened(Instant now) {
        return driveUp || (isPaidWhenReserving() ? !now.isAfter(freeUntil) : now.isBefore(window.from()));
    }

    /// The window to charge for if the car leaves now: the reserved one, until the leaving if that is late beyond the
    /// grace; of a drive-up just the time that the car stood there.
    TimeWindow chargedIfLeaving(Instant now) {
        if (driveUp) {
            return new TimeWindow(
                    window.from(),
                    now.isAfter(window.from()) ? now : window.from().plusSeconds(1));
        }
        return now.isAfter(window.until().plus(Stays.OVERSTAY_GRACE)) ? new TimeWindow(window.from(), now) : window;
    }

    Set<ReservationAction> actions(Instant now) {
        var actions = EnumSet.noneOf(ReservationAction.class);
        if (due().isPositive()) {
            actions.add(ReservationAction.PAY);
        }
        if (status == ReservationStatus.CONFIRMED || status == ReservationStatus.CHECKED_IN) {
            actions.add(ReservationAction.CHANGE);
        }
        if ((status == ReservationStatus.CONFIRMED || status == ReservationStatus.CHECKED_IN)
                && price.isPositive()
                && vouchers.size() < VOUCHERS_MAX) {
            actions.add(ReservationAction.ADD_CODE);
        }
        if (status == ReservationStatus.HELD || status == ReservationStatus.CONFIRMED) {
            actions.add(ReservationAction.CANCEL);
        }
        if (status == ReservationStatus.CONFIRMED && !now.isBefore(checkInFrom()) && now.isBefore(window.until())) {
            actions.add(ReservationAction.CHECK_IN);
        }
        if (status == ReservationStatus.CHECKED_IN) {
            actions.add(ReservationAction.CHECK_OUT);
        }
        if (captured.isPositive() && !due().isPositive()) {
            actions.add(ReservationAction.RECEIPT);
        }
        return actions;
    }
}
