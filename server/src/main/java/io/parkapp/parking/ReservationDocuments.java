package io.parkapp.parking;

import static io.parkapp.accounts.Permission.RESERVATIONS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.lots.Lots;
import io.parkapp.payments.Charge;
import io.parkapp.payments.Payments;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a reservation looks like outside of the page: its receipt, its entry in a calendar, its code for the barrier.
@Service
class ReservationDocuments {
    private final Reservations reservations;
    private final Lots lots;
    private final Payments payments;
    private final Clock clock;
    private final URI publicUrl;

    ReservationDocuments(Reservations reservations, Lots lots, Payments payments, Clock clock, Settings settings) {
        this.reservations = reservations;
        this.lots = lots;
        this.payments = payments;
        this.clock = clock;
        this.publicUrl = settings.publicUrl();
    }

    /// A finished file.
    ///
    /// @param name as it is saved under
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record File(String name, byte[] content) {}

    /// @throws Refusal NO_RECEIPT_YET before anything was paid
    @Transactional(readOnly = true)
    File receipt(Caller caller, UUID id) {
        var reservation = reservations.visible(caller, id, RESERVATIONS_READ);
        if (!reservation.captured().isPositive()) {
            throw new Refusal(ParkingRefusal.NO_RECEIPT_YET);
        }
        var seller = lots.operator(reservation.operatorId());
        var charges = payments.ofSubject(id).stream()
                .filter(each -> each.succeededAt() != null)
                .sorted(Comparator.comparing((Charge each) -> Objects.requireNonNull(each.succeededAt())))
                .toList();
        var receipt = new Receipt(reservation, seller, charges, clock.instant());
        return new File("receipt-" + receipt.number() + ".pdf", new ReceiptPdf(receipt).render());
    }

    @Transactional(readOnly = true)
    File calendar(Caller caller, UUID id) {
        var reservation = reservations.visible(caller, id, RESERVATIONS_READ);
        var position = lots.find(reservation.place().lotId()).orElseThrow().position();
        return new File(
                "parking-" + reservation.spokenNumber() + ".ics",
                CalendarFile.of(reservation, position, address(id), clock.instant()));
    }

    /// A QR code of the reservation's address. The attendant who scans it and its driver see it, nobody else.
    @Transactional(readOnly = true)
    File qr(Caller caller, UUID id) {
        var reservation = reservations.visible(caller, id, RESERVATIONS_READ);
        var image = QrSvg.of(address(id).toString(), "QR code of reservation " + reservation.spokenNumber());
        return new File("qr-" + reservation.spokenNumber() + ".svg", image.getBytes(StandardCharsets.UTF_8));
    }

    private URI address(UUID id) {
        return publicUrl.resolve("/reservations/" + id);
    }
}
