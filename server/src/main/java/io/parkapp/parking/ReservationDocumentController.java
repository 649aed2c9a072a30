package io.parkapp.parking;

import static io.parkapp.accounts.Permission.RESERVATIONS_OWN;
import static io.parkapp.accounts.Permission.RESERVATIONS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reservations/{id}")
@Tag(name = "reservations")
class ReservationDocumentController {
    private static final String CALENDAR = "text/calendar";
    private static final String SVG = "image/svg+xml";

    private final ReservationDocuments documents;

    ReservationDocumentController(ReservationDocuments documents) {
        this.documents = documents;
    }

    @GetMapping(path = "/calendar.ics", produces = CALENDAR)
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Operation(
            summary = "The reservation for a calendar",
            description = "A later one replaces an earlier one in the calendar, a cancelled one takes it out.")
    ResponseEntity<byte[]> calendar(Caller caller, @PathVariable UUID id) {
        return file(
                documents.calendar(caller, id),
                new MediaType(MediaType.parseMediaType(CALENDAR), StandardCharsets.UTF_8));
    }

    @GetMapping(path = "/qr.svg", produces = SVG)
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Operation(
            summary = "A QR code that opens the reservation",
            description = "For the attendant at the barrier. It carries the reservation's address and nothing else.")
    ResponseEntity<byte[]> qr(Caller caller, @PathVariable UUID id) {
        return file(documents.qr(caller, id), MediaType.parseMediaType(SVG));
    }

    private static ResponseEntity<byte[]> file(ReservationDocuments.File file, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(file.name())
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(file.content());
    }
}
