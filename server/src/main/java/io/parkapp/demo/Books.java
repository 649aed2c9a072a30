package io.parkapp.demo;

import io.parkapp.demo.Rows.ChargeRow;
import io.parkapp.demo.Rows.RefundRow;
import io.parkapp.demo.Rows.ReservationRow;
import io.parkapp.demo.Visit.Fate;
import io.parkapp.lots.CancellationTerms;
import io.parkapp.lots.PaymentPolicy;
import io.parkapp.parking.ReservationStatus;
import io.parkapp.parking.Reservations;
import io.parkapp.parking.Stays;
import io.parkapp.tariffs.Quote;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of a lot's visits is on record at a moment, with the money that goes with it. The rules are parking's; the
/// demo's test asks parking whether they were kept.
final class Books {
    /// Between asking for money and having it, and what else takes a moment.
    private static final Duration PAYING = Duration.ofMinutes(2);

    private final Site site;
    private final Tariffs.Prices prices;
    private final Instant now;

    Books(Site site, Tariffs.Prices prices, Instant now) {
        this.site = site;
        this.prices = prices;
        this.now = now;
    }

    /// Nothing of what is not yet booked, or still being paid.
    Optional<Rows> rows(Visit visit) {
        var ahead = !visit.driveUp() && site.lot().paymentPolicy() == PaymentPolicy.PAY_WHEN_RESERVING;
        var fate = visit.fate() == Fate.LETS_THE_HOLD_LAPSE && !ahead ? Fate.PARKS : visit.fate();
        var decided = visit.driveUp() ? visit.booked() : visit.booked().plus(Reservations.HOLD);
        if (decided.isAfter(now)) {
            return Optional.empty();
        }
        var booked =
                prices.find(site.lot(), visit.spot().kind(), visit.window()).orElseThrow();
        var status = status(visit, fate, ahead && booked.price().isPositive());
        var quote = status == ReservationStatus.COMPLETED ? left(visit, booked) : booked;
        var kept = status == ReservationStatus.CANCELLED ? kept(visit, quote.price(), ahead) : null;
        var reservation = reservation(visit, status, ahead, quote, kept);
        var charges = charges(reservation, visit, booked.price(), ahead);
        return Optional.of(new Rows(reservation, charges, refunds(reservation, charges)));
    }

    private ReservationStatus status(Visit visit, Fate fate, boolean wasHeld) {
        return switch (fate) {
            case LETS_THE_HOLD_LAPSE -> wasHeld ? ReservationStatus.EXPIRED : parks(visit);
            case CANCELS -> hasPassed(visit.cancels()) ? ReservationStatus.CANCELLED : ReservationStatus.CONFIRMED;
            case STAYS_AWAY ->
                hasPassed(noShowAt(visit.window())) ? ReservationStatus.NO_SHOW : ReservationStatus.CONFIRMED;
            case PARKS -> parks(visit);
        };
    }

    private ReservationStatus parks(Visit visit) {
        if (visit.comes().isAfter(now)) {
            return ReservationStatus.CONFIRMED;
        }
        return hasPassed(visit.leaves()) ? ReservationStatus.COMPLETED : ReservationStatus.CHECKED_IN;
    }

    /// With what goes with it.
    private boolean hasPassed(Instant time) {
        return !time.plus(PAYING).isAfter(now);
    }

    private Instant noShowAt(TimeWindow window) {
        var late = window.from().plus(Duration.ofMinutes(site.lot().noShowAfterMinutes()));
        return late.isBefore(window.until()) ? late : window.until();
    }

    private Instant freeUntil(Visit visit) {
        return visit.window().from().minus(Duration.ofMinutes(terms(visit).freeUntilMinutesBefore()));
    }

    private CancellationTerms terms(Visit visit) {
        return site.lot().cancellation().forKind(visit.spot().kind());
    }

    /// A drive-up pays for the time it stood; others for what they reserved, and for staying longer.
    private Quote left(Visit visit, Quote booked) {
        var window = visit.window();
        if (!visit.driveUp() && !visit.leaves().isAfter(window.until().plus(Stays.OVERSTAY_GRACE))) {
            return booked;
        }
        var stood = new TimeWindow(window.from(), visit.leaves());
        var quote = prices.settle(booked.versionId(), site.lot(), visit.spot().kind(), stood);
        return visit.driveUp() || quote.price().compareTo(booked.price()) > 0 ? quote : booked;
    }

    private Money kept(Visit visit, Money price, boolean ahead) {
        return ahead && visit.cancels().isAfter(freeUntil(visit))
                ? price.minus(price.percent(terms(visit).lateRefundPercent()))
                : Money.none(price.currency());
    }

    private ReservationRow reservation(
            Visit visit, ReservationStatus status, boolean ahead, Quote quote, @Nullable Money kept) {
        var window = visit.window();
        var came = status == ReservationStatus.CHECKED_IN || status == ReservationStatus.COMPLETED;
        var claimedFrom = came && visit.comes().isBefore(window.from()) ? visit.comes() : window.from();
        return new ReservationRow(
                visit.id(),
                site.lot().operatorId(),
                site.lot().id(),
                visit.spot().id(),
                visit.spot().kind().name(),
                visit.driver(),
                visit.plate().text(),
                "[" + claimedFrom + "," + window.until() + ")",
                window.from(),
                window.until(),
                status.name(),
                visit.driveUp(),
                (ahead ? PaymentPolicy.PAY_WHEN_RESERVING : PaymentPolicy.PAY_ON_LEAVING).name(),
                noShowAt(window),
                quote.versionId(),
                quote.version(),
                quote.price().amountMinor(),
                quote.price().currency(),
                quote.tax() == null ? null : quote.tax().name(),
                quote.tax() == null ? null : new BigDecimal(quote.tax().percent()),
                quote.lines(),
                kept == null ? null : kept.amountMinor(),
                freeUntil(visit),
                terms(visit).lateRefundPercent(),
                visit.booked(),
                came ? visit.comes() : null,
                status == ReservationStatus.COMPLETED ? visit.leaves() : null,
                kept == null ? null : visit.cancels());
    }

    /// One when reserving, where one pays then; one on leaving for all or for the rest.
    private List<ChargeRow> charges(ReservationRow reservation, Visit visit, Money booked, boolean ahead) {
        var charges = new ArrayList<ChargeRow>();
        var paidBefore = 0L;
        if (ahead && booked.isPositive()) {
            paidBefore = booked.amountMinor();
            var holdUntil = visit.booked().plus(Reservations.HOLD);
            charges.add(charge(
                    reservation,
                    visit,
                    visit.booked(),
                    paidBefore,
                    !reservation.status().equals(ReservationStatus.EXPIRED.name()),
                    holdUntil,
                    0));
        }
        var left = reservation.checkedOutAt();
        if (left != null && reservation.priceMinor() > paidBefore) {
            charges.add(charge(reservation, visit, left, reservation.priceMinor() - paidBefore, true, null, 1));
        }
        return charges;
    }

    private ChargeRow charge(
            ReservationRow reservation,
            Visit visit,
            Instant asked,
            long amountMinor,
            boolean succeeded,
            @Nullable Instant expiresAt,
            int nth) {
        return new ChargeRow(
                Ids.after(reservation.id(), asked, nth),
                reservation.id(),
                reservation.operatorId(),
                reservation.accountId(),
                reservation.lotId(),
                site.lot().name() + ", spot " + visit.spot().label(),
                amountMinor,
                reservation.currency(),
                succeeded ? "SUCCEEDED" : "EXPIRED",
                expiresAt,
                asked,
                succeeded ? asked.plus(PAYING.dividedBy(2)) : null);
    }

    /// What was paid for a cancelled one beyond what is kept.
    private static List<RefundRow> refunds(ReservationRow reservation, List<ChargeRow> charges) {
        var kept = reservation.keptMinor();
        var cancelled = reservation.cancelledAt();
        if (kept == null || cancelled == null) {
            return List.of();
        }
        return charges.stream()
                .filter(each -> each.amountMinor() > kept)
                .map(each -> new RefundRow(
                        Ids.after(reservation.id(), cancelled, 2),
                        each.id(),
                        each.amountMinor() - kept,
                        each.currency(),
                        cancelled,
                        cancelled.plus(PAYING)))
                .toList();
    }
}
