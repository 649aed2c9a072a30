package io.parkapp.parking;

import static io.parkapp.accounts.Permission.LOTS_WRITE;
import static io.parkapp.accounts.Permission.RESERVATIONS_OWN;
import static io.parkapp.accounts.Permission.RESERVATIONS_READ;
import static io.parkapp.accounts.Permission.RESERVATIONS_WRITE;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.parking.ReservationChanges.CancellationPreview;
import io.parkapp.parking.ReservationChanges.ChangePreview;
import io.parkapp.parking.Reservations.Wanted;
import io.parkapp.parking.Stays.CheckOutPreview;
import io.parkapp.payments.Payment;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.parkapp.platform.Versioned;
import io.parkapp.values.Page;
import io.parkapp.values.Plate;
import io.parkapp.vouchers.Vouchers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "reservations")
class ReservationController {
    private static final int TEXT_LENGTH_MAX = 100;

    private final Reservations reservations;
    private final ReservationChanges changes;
    private final Stays stays;
    private final Settlements settlements;
    private final Validations validations;
    private final Vouchers vouchers;
    private final Clock clock;

    ReservationController(
            Reservations reservations,
            ReservationChanges changes,
            Stays stays,
            Settlements settlements,
            Validations validations,
            Vouchers vouchers,
            Clock clock) {
        this.reservations = reservations;
        this.changes = changes;
        this.stays = stays;
        this.settlements = settlements;
        this.validations = validations;
        this.vouchers = vouchers;
        this.clock = clock;
    }

    enum Scope {
        mine,
        all
    }

    @GetMapping("/api/reservations")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Operation(summary = "One's own reservations, or everybody's that one may see, newest window first")
    Page<ReservationAnswer> reservations(
            Caller caller,
            @RequestParam(required = false) @Nullable List<ReservationStatus> status,
            @RequestParam(required = false) @Size(max = TEXT_LENGTH_MAX) @Nullable String q,
            @RequestParam(required = false) @Nullable UUID lotId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "mine") Scope scope,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var wanted = new Wanted(status == null ? List.of() : status, q, lotId, null, from, until, scope == Scope.all);
        return reservations.list(caller, wanted, limit, cursor).map(each -> answer(caller, each));
    }

    @PostMapping("/api/reservations")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission(RESERVATIONS_OWN)
    @Idempotent
    @Refuses({
        "NOT_FOUND",
        "SPOT_TAKEN",
        "NO_FREE_SPOT",
        "SPOT_OUT_OF_SERVICE",
        "TOO_MANY_LIVE_RESERVATIONS",
        "WINDOW_IN_PAST",
        "WINDOW_TOO_LONG",
        "WINDOW_TOO_FAR",
        "LOT_CLOSED",
        "NO_TARIFF",
        "NO_PRICE",
        "CODE_NOT_VALID",
        "CODE_TAKES_NOTHING_OFF",
        "CODE_USED_UP",
        "BUDGET_SPENT",
        "TOO_MANY_REQUESTS"
    })
    @Operation(
            summary = "Reserve a spot",
            description = "HELD for ten minutes where one pays when reserving, else CONFIRMED; "
                    + "a drive-up is CHECKED_IN at once.")
    ReservationAnswer reserve(HttpServletRequest http, Caller caller, @Valid @RequestBody ReservationRequest request) {
        if (request.promoCode() != null) {
            vouchers.countGuess(http.getRemoteAddr());
        }
        return answer(caller, reservations.reserve(caller, request));
    }

    @GetMapping("/api/reservations/{id}")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Versioned
    @Operation(summary = "One reservation")
    ResponseEntity<ReservationAnswer> reservation(Caller caller, @PathVariable UUID id) {
        return tagged(caller, reservations.get(caller, id));
    }

    /// Absent parts stay as they are.
    record ReservationChange(
            @Schema(example = "BPK123") @Nullable Plate plate,

            @Schema(example = "2026-12-01T09:00:00Z") @Nullable
            Instant from,

            @Schema(example = "2026-12-01T14:00:00Z") @Nullable
            Instant until,

            @Schema(description = "Whether another spot of the same kind will do") @Nullable
            Boolean otherSpotAllowed) {}

    @PatchMapping("/api/reservations/{id}")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_WRITE})
    @Refuses({
        "WRONG_STATE",
        "SPOT_TAKEN",
        "NO_FREE_SPOT",
        "TOO_LATE",
        "WINDOW_IN_PAST",
        "WINDOW_TOO_LONG",
        "WINDOW_TOO_FAR",
        "LOT_CLOSED",
        "NO_TARIFF",
        "NO_PRICE"
    })
    @Versioned
    @Operation(summary = "Change the plate or the window")
    ResponseEntity<ReservationAnswer> changeReservation(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ReservationChange change) {
        if (change.plate() == null && change.from() == null && change.until() == null) {
            throw Refusal.field("until", "or plate or from: something must change");
        }
        return tagged(
                caller,
                changes.change(
                        caller,
                        id,
                        change.plate(),
                        change.from(),
                        change.until(),
                        Boolean.TRUE.equals(change.otherSpotAllowed()),
                        version(ifMatch)));
    }

    @GetMapping("/api/reservations/{id}/change")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Refuses({
        "WRONG_STATE",
        "TOO_LATE",
        "WINDOW_IN_PAST",
        "WINDOW_TOO_LONG",
        "WINDOW_TOO_FAR",
        "LOT_CLOSED",
        "NO_TARIFF",
        "NO_PRICE"
    })
    @Operation(summary = "What a change of the window would mean: spot, price, difference")
    ChangePreview previewChange(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "false") boolean otherSpotAllowed) {
        return changes.previewChange(caller, id, from, until, otherSpotAllowed);
    }

    @GetMapping("/api/reservations/{id}/cancellation")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Refuses("WRONG_STATE")
    @Operation(summary = "What cancelling now would mean: the refund")
    CancellationPreview previewCancellation(Caller caller, @PathVariable UUID id) {
        return changes.previewCancellation(caller, id);
    }

    record CancellationRequest(
            @Size(max = TEXT_LENGTH_MAX) @Schema(example = "The meeting was moved") @Nullable
            String reason) {}

    @PostMapping("/api/reservations/{id}/cancellation")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_WRITE})
    @Idempotent
    @Refuses("WRONG_STATE")
    @Operation(summary = "Cancel")
    ReservationAnswer cancel(
            Caller caller,
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable CancellationRequest request) {
        return answer(caller, changes.cancel(caller, id, request == null ? null : request.reason()));
    }

    @PostMapping("/api/reservations/{id}/check-in")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_WRITE})
    @Idempotent
    @Refuses({"WRONG_STATE", "SPOT_STILL_OCCUPIED", "TOO_EARLY", "TOO_LATE"})
    @Operation(
            summary = "Check in",
            description =
                    "From 15 minutes before the start. If another car still stands there, the reservation moves to "
                            + "the nearest free spot of its kind.")
    ReservationAnswer checkIn(Caller caller, @PathVariable UUID id) {
        return answer(caller, stays.checkIn(caller, id));
    }

    record ValidationRequest(
            @NotBlank @Size(max = ReservationRequest.CODE_LENGTH_MAX) @Schema(example = "CINEMA-2H")
            String code) {}

    @PostMapping("/api/reservations/{id}/validations")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_WRITE})
    @Idempotent
    @Refuses({
        "WRONG_STATE",
        "TOO_MANY_CODES",
        "CODE_NOT_VALID",
        "CODE_TAKES_NOTHING_OFF",
        "CODE_USED_UP",
        "CODE_ALREADY_USED",
        "BUDGET_SPENT",
        "TOO_MANY_REQUESTS"
    })
    @Operation(
            summary = "Let a shop pay for a part of it",
            description = "Before the car leaves. What was paid too much is given back.")
    ReservationAnswer validate(
            HttpServletRequest http,
            Caller caller,
            @PathVariable UUID id,
            @Valid @RequestBody ValidationRequest request) {
        vouchers.countGuess(http.getRemoteAddr());
        return answer(caller, validations.add(caller, id, request.code()));
    }

    record CheckOutRequest(
            @Schema(description = "The driver cannot show when the stay began", example = "false") @Nullable
            Boolean lostTicket) {}

    @PostMapping("/api/reservations/{id}/check-out")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_WRITE})
    @Idempotent
    @Refuses("WRONG_STATE")
    @Operation(
            summary = "Check out: fixes the final price; what is not yet paid is due",
            description = "Only those who look after the operator's reservations say that a ticket was lost.")
    ReservationAnswer checkOut(
            Caller caller,
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable CheckOutRequest request) {
        return answer(caller, stays.checkOut(caller, id, request != null && Boolean.TRUE.equals(request.lostTicket())));
    }

    @GetMapping("/api/reservations/{id}/check-out")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Refuses("WRONG_STATE")
    @Operation(summary = "What checking out now would mean: price, what is due")
    CheckOutPreview previewCheckOut(
            Caller caller, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean lostTicket) {
        return stays.previewCheckOut(caller, id, lostTicket);
    }

    @PostMapping("/api/reservations/{id}/payments")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_WRITE})
    @Tag(name = "payments")
    @Refuses({"HOLD_LAPSED", "NOTHING_TO_PAY", "PROVIDER_UNAVAILABLE"})
    @Operation(
            summary = "Pay what is due",
            description = "Answers the checkout page to go to. Asking again while it is open answers the same payment.")
    Payment pay(Caller caller, @PathVariable UUID id) {
        return Payment.of(settlements.pay(caller, id));
    }

    record PaymentList(List<Payment> items) {}

    @GetMapping("/api/reservations/{id}/payments")
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Tag(name = "payments")
    @Operation(summary = "The payments of a reservation, newest first")
    PaymentList reservationPayments(Caller caller, @PathVariable UUID id) {
        return new PaymentList(
                settlements.chargesOf(caller, id).stream().map(Payment::of).toList());
    }

    @GetMapping("/api/spots/{id}/reservations")
    @RequiresPermission(LOTS_WRITE)
    @Operation(summary = "The history of a spot, newest first")
    Page<ReservationAnswer> spotReservations(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return reservations.ofSpot(caller, id, limit, cursor).map(each -> answer(caller, each));
    }

    private ResponseEntity<ReservationAnswer> tagged(Caller caller, Reservation reservation) {
        return ResponseEntity.ok().eTag(String.valueOf(reservation.version())).body(answer(caller, reservation));
    }

    private ReservationAnswer answer(Caller caller, Reservation reservation) {
        var isOwn = reservation.driver().id().equals(caller.account());
        return ReservationAnswer.of(
                reservation, clock.instant(), !isOwn, stays.runningCost(reservation), stays.advice(reservation));
    }

    private static @Nullable Integer version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Integer.valueOf(ifMatch.replace("W/", "").replace("\"", ""));
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }
}
