package io.parkapp.receipts;

import static io.parkapp.accounts.Permission.REPORTS_READ;
import static io.parkapp.accounts.Permission.RESERVATIONS_OWN;
import static io.parkapp.accounts.Permission.RESERVATIONS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Public;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.RateLimits;
import io.parkapp.platform.Refuses;
import io.parkapp.receipts.Documents.Wanted;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "receipts")
class ReceiptController {
    private static final int TEXT_LENGTH_MAX = 100;
    private static final int CODE_LENGTH_MAX = 40;
    private static final int VERIFIED_PER_MINUTE_MAX = 30;

    private final Documents documents;
    private final Verification verification;
    private final RateLimits limits;

    ReceiptController(Documents documents, Verification verification, RateLimits limits) {
        this.documents = documents;
        this.verification = verification;
        this.limits = limits;
    }

    @GetMapping("/api/receipts")
    @RequiresPermission(REPORTS_READ)
    @Operation(
            summary = "Receipts and credit notes, newest first",
            description = "`q` is the beginning of a number, the number of a reservation, or a part of a plate.")
    Page<ReceiptAnswer> receipts(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID lotId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable DocumentKind kind,
            @RequestParam(required = false) @Size(max = TEXT_LENGTH_MAX) @Nullable String q,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return documents.list(caller, new Wanted(lotId, from, until, kind, q), limit, cursor);
    }

    @GetMapping("/api/me/receipts")
    @RequiresPermission(RESERVATIONS_OWN)
    @Operation(summary = "The caller's own receipts and credit notes, newest first")
    Page<ReceiptAnswer> ownReceipts(
            Caller caller,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return documents.own(caller, limit, cursor);
    }

    record ReceiptList(List<ReceiptAnswer> items) {}

    @GetMapping("/api/reservations/{id}/receipts")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Operation(summary = "The receipts and credit notes of a reservation, newest first")
    ReceiptList reservationReceipts(Caller caller, @PathVariable UUID id) {
        return new ReceiptList(documents.ofReservation(caller, id));
    }

    @GetMapping(path = "/api/reservations/{id}/receipt.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Refuses("NO_RECEIPT_YET")
    @Operation(summary = "The latest receipt of a reservation as PDF", description = "Once something was paid.")
    ResponseEntity<byte[]> receipt(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "A4") @Schema(allowableValues = {"A4", "80mm"}) String paper) {
        return file(documents.printLatest(caller, id, Paper.of(paper)));
    }

    @GetMapping(path = "/api/receipts/{id}.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Operation(
            summary = "A receipt or credit note as PDF",
            description = "What was issued: it never changes, whatever becomes of the reservation.")
    ResponseEntity<byte[]> receiptFile(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "A4") @Schema(allowableValues = {"A4", "80mm"}) String paper) {
        return file(documents.print(caller, id, Paper.of(paper)));
    }

    @GetMapping("/api/receipts/verify/{code}")
    @Public
    @Operation(
            summary = "Whether a receipt or credit note is what was issued",
            description = "By the code on paper, which its QR code carries too.")
    Verification.Answer verifyReceipt(
            HttpServletRequest http,
            @PathVariable @Size(max = CODE_LENGTH_MAX) @Parameter(example = "7QK2M9XW4TBD0HNR5VCE") String code) {
        limits.take("verify receipt", http.getRemoteAddr(), VERIFIED_PER_MINUTE_MAX, Duration.ofMinutes(1));
        return verification.verify(code);
    }

    private static ResponseEntity<byte[]> file(Documents.File file) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
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
