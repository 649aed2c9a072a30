package io.parkapp.parking;

import static io.parkapp.accounts.Permission.RESERVATIONS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.lots.Lots;
import io.parkapp.platform.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a reservation looks like outside of the page: its entry in a calendar, its code for the barrier.
@Service
public class ReservationDocuments {
    private final Reservations reservations;
    private final Lots lots;
    private final Clock clock;
    private final URI publicUrl;

    ReservationDocuments(Reservations reservations, Lots lots, Clock clock, Settings settings) {
        this.reservations = reservations;
        this.lots = lots;
        this.clock = clock;
        this.publicUrl = settings.publicUrl();
    }

    /// A finished file.
    ///
    /// @param name as it is saved under
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record File(String name, byte[] content) {}

    @Transactional(readOnly = true)
    File calendar(Caller caller, UUID id) {
        return calendar(reservations.visible(caller, id, RESERVATIONS_READ));
    }

    /// For whoever writes to the driver.
    @Transactional(readOnly = true)
    public File calendar(UUID id) {
        return calendar(reservations.found(id));
    }

    private File calendar(Reservation reservation) {
        var position = lots.find(reservation.place().lotId()).orElseThrow().position();
        return new File(
                "parking-" + reservation.spokenNumber() + ".ics",
                CalendarFile.of(reservation, position, address(reservation.id()), clock.instant()));
    }

    /// A QR code of the reservation's address. The attendant who scans it and its driver see it, nobody else.
    @Transactional(readOnly = true)
    File qr(Caller caller, UUID id) {
        var reservation = reservations.visible(caller, id, RESERVATIONS_READ);
        var image = QrSvg.of(address(id).toString(), "QR code of reservation " + reservation.spokenNumber());
        return new File("qr-" + reservation.spokenNumber() + ".svg", image.getBytes(StandardCharsets.UTF_8));
    }

    /// The same code as an image that mail programs show: most of them draw no SVG.
    public byte[] qrImage(UUID id) {
        return QrPng.of(address(id).toString());
    }

    private URI address(UUID id) {
        return publicUrl.resolve("/reservations/" + id);
    }
}
