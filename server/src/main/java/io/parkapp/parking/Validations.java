package io.parkapp.parking;

import static io.parkapp.accounts.Permission.RESERVATIONS_WRITE;

import io.parkapp.accounts.Caller;
import io.parkapp.lots.Lots;
import io.parkapp.payments.Owed;
import io.parkapp.payments.Payments;
import io.parkapp.platform.Refusal;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.vouchers.Voucher;
import io.parkapp.vouchers.Vouchers;
import java.util.ArrayList;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A shop pays for a part of a stay that is not over.
@Service
class Validations {
    private final ReservationRepository repository;
    private final Reservations reservations;
    private final Lots lots;
    private final Tariffs tariffs;
    private final PlateHistory plates;
    private final Vouchers vouchers;
    private final Payments payments;

    Validations(
            ReservationRepository repository,
            Reservations reservations,
            Lots lots,
            Tariffs tariffs,
            PlateHistory plates,
            Vouchers vouchers,
            Payments payments) {
        this.repository = repository;
        this.reservations = reservations;
        this.lots = lots;
        this.tariffs = tariffs;
        this.plates = plates;
        this.vouchers = vouchers;
        this.payments = payments;
    }

    /// Makes the stay cheaper, by the pinned tariff version. What was paid too much is given back.
    ///
    /// @throws Refusal NOT_FOUND, WRONG_STATE, TOO_MANY_CODES, and why the code is refused
    @Transactional
    Reservation add(Caller caller, UUID id, String code) {
        var seen = reservations.visible(caller, id, RESERVATIONS_WRITE);
        if (seen.status() != ReservationStatus.CONFIRMED && seen.status() != ReservationStatus.CHECKED_IN) {
            throw Reservations.wrongState(seen);
        }
        if (seen.vouchers().size() >= Reservation.VOUCHERS_MAX) {
            throw new Refusal(ParkingRefusal.TOO_MANY_CODES);
        }
        var lot = lots.find(seen.place().lotId()).orElseThrow();
        var voucher = vouchers.find(lot, code, caller.account());
        var all = new ArrayList<>(seen.vouchers());
        all.add(voucher);
        var circumstances =
                plates.before(lot.id(), seen.plate(), seen.window().from(), id).with(Voucher.discounts(all));
        var quote = tariffs.reprice(seen.tariffVersionId(), lot, seen.kind(), seen.window(), circumstances);
        vouchers.redeem(lot, voucher, id, seen.driver().id(), seen.price().minus(quote.price()));
        var tax = Reservation.tax(quote);
        if (!repository.reprice(seen, quote.price(), tax, quote.lines(), all)) {
            throw Reservations.changedMeanwhile();
        }
        payments.expireOpen(id);
        if (seen.isPaidWhenReserving()) {
            reservations.owe(seen, Owed.Occasion.CHANGE, quote.price(), tax);
        }
        reservations.record(caller, seen, "reservation.validated");
        return reservations.giveBackSurplus(reservations.found(id), "code " + voucher.code());
    }
}
