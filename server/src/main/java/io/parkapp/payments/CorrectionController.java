package io.parkapp.payments;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refuses;
import io.parkapp.values.Money;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "payments")
class CorrectionController {
    private static final int REASON_LENGTH_MAX = 200;

    private final Corrections corrections;

    CorrectionController(Corrections corrections) {
        this.corrections = corrections;
    }

    /// @param reason told to whoever looks into it later
    record CorrectionRequest(
            @NotNull Money amount,

            @NotBlank @Size(max = REASON_LENGTH_MAX) @Schema(example = "The barrier was stuck for an hour")
            String reason) {}

    @PostMapping("/api/payments/{id}/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission(Permission.REFUNDS_WRITE)
    @Idempotent
    @Refuses("REFUND_TOO_HIGH")
    @Operation(
            summary = "Give back a part of a payment, or all of it",
            description =
                    "What is owed falls by the same amount; what is then paid too much goes back, from the newest "
                            + "payment of the stay first, and less of it while something is still due. Above the installation's limit it waits until "
                            + "somebody else approves it.")
    Correction refundPayment(Caller caller, @PathVariable UUID id, @Valid @RequestBody CorrectionRequest request) {
        return corrections.refund(caller, id, request.amount(), request.reason().strip());
    }

    @PostMapping("/api/reservations/{id}/corrections")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission(Permission.REFUNDS_WRITE)
    @Idempotent
    @Refuses("REFUND_TOO_HIGH")
    @Operation(
            summary = "Ask more or less for a stay than its tariff says",
            description = "An amount below zero asks for less; what was paid too much is given back. Above the "
                    + "installation's limit it waits until somebody else approves it.")
    Correction correctReservation(Caller caller, @PathVariable UUID id, @Valid @RequestBody CorrectionRequest request) {
        return corrections.ask(caller, id, request.amount(), request.reason().strip());
    }

    @GetMapping("/api/reservations/{id}/correction")
    @RequiresPermission(Permission.REFUNDS_WRITE)
    @Refuses("REFUND_TOO_HIGH")
    @Operation(summary = "What a correction would mean: what is owed then, the refund, and whether somebody must agree")
    Corrections.CorrectionPreview previewCorrection(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam @Min(-Corrections.AMOUNT_MINOR_MAX) @Max(Corrections.AMOUNT_MINOR_MAX) long amountMinor) {
        return corrections.preview(caller, id, amountMinor);
    }

    @GetMapping("/api/corrections")
    @RequiresPermission(Permission.REFUNDS_WRITE)
    @Operation(summary = "Corrections of what is owed, the newest first")
    Page<Correction> corrections(
            Caller caller,
            @RequestParam Correction.@Nullable Status status,
            @RequestParam @Nullable UUID reservationId,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        return corrections.list(caller, status, reservationId, limit, cursor);
    }

    @PostMapping("/api/corrections/{id}/approval")
    @RequiresPermission(Permission.REFUNDS_WRITE)
    @Idempotent
    @Refuses({"NEEDS_SECOND_PERSON", "ALREADY_DECIDED", "REFUND_TOO_HIGH"})
    @Operation(summary = "Agree to somebody else's correction")
    Correction approveCorrection(Caller caller, @PathVariable UUID id) {
        return corrections.approve(caller, id);
    }

    @PostMapping("/api/corrections/{id}/rejection")
    @RequiresPermission(Permission.REFUNDS_WRITE)
    @Idempotent
    @Refuses({"NEEDS_SECOND_PERSON", "ALREADY_DECIDED"})
    @Operation(summary = "Refuse somebody else's correction")
    Correction rejectCorrection(Caller caller, @PathVariable UUID id) {
        return corrections.reject(caller, id);
    }
}
