package io.parkapp.desk;

import static io.parkapp.accounts.Permission.CASH_TAKE;
import static io.parkapp.accounts.Permission.REPORTS_READ;

import io.parkapp.accounts.Caller;
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
import java.util.List;
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
@Tag(name = "desk")
class DeskController {
    private static final int REASON_LENGTH_MAX = 200;

    private final Shifts shifts;
    private final CashDesk desk;

    DeskController(Shifts shifts, CashDesk desk) {
        this.shifts = shifts;
        this.desk = desk;
    }

    /// @param shift the caller's that is open, or whose difference waits for its reason; null: none
    /// @param lots where the caller may open one
    record OwnDrawer(@Nullable Shift shift, List<DeskLot> lots) {}

    @GetMapping("/api/desk/shift")
    @RequiresPermission(CASH_TAKE)
    @Operation(summary = "One's own cash drawer")
    OwnDrawer ownShift(Caller caller) {
        return new OwnDrawer(shifts.unfinished(caller).orElse(null), shifts.lots(caller));
    }

    record ShiftOpening(@NotNull UUID lotId, @NotNull Money openingFloat) {}

    @PostMapping("/api/desk/shift")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission(CASH_TAKE)
    @Idempotent
    @Refuses({"NOT_FOUND", "SHIFT_NOT_FINISHED", "WRONG_CURRENCY"})
    @Operation(summary = "Open a cash drawer with a float from the safe")
    Shift openShift(Caller caller, @Valid @RequestBody ShiftOpening opening) {
        return shifts.open(caller, opening.lotId(), opening.openingFloat());
    }

    /// @param reason of a difference, where the attendant knows of one; else asked for afterwards
    record ShiftClosing(
            @NotNull Money counted,

            @Size(min = 1, max = REASON_LENGTH_MAX) @Schema(example = "A note of 5.00 was torn") @Nullable
            String reason) {}

    @PostMapping("/api/desk/shift/closing")
    @RequiresPermission(CASH_TAKE)
    @Idempotent
    @Refuses({"NO_OPEN_SHIFT", "WRONG_CURRENCY"})
    @Operation(
            summary = "Count the drawer and close it",
            description = "The answer says what had to be in it, and the difference. A difference without a reason "
                    + "keeps the next shift from being opened.")
    Shift closeShift(Caller caller, @Valid @RequestBody ShiftClosing closing) {
        return shifts.close(caller, closing.counted(), closing.reason());
    }

    record ShiftExplanation(
            @NotBlank @Size(max = REASON_LENGTH_MAX) @Schema(example = "A note of 5.00 was torn")
            String reason) {}

    @PostMapping("/api/desk/shift/explanation")
    @RequiresPermission(CASH_TAKE)
    @Idempotent
    @Refuses("NOTHING_TO_EXPLAIN")
    @Operation(summary = "Give the reason of the last shift's difference")
    Shift explainShift(Caller caller, @Valid @RequestBody ShiftExplanation explanation) {
        return shifts.explain(caller, explanation.reason().strip());
    }

    @GetMapping("/api/desk/shifts")
    @RequiresPermission(REPORTS_READ)
    @Operation(summary = "Cash drawers, the newest first")
    Page<Shift> shifts(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID lotId,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return shifts.list(caller, lotId, limit, cursor);
    }

    record CashGiven(@NotNull Money given) {}

    @PostMapping("/api/reservations/{id}/cash-payments")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission(CASH_TAKE)
    @Idempotent
    @Refuses({"HOLD_LAPSED", "NOTHING_TO_PAY", "NO_OPEN_SHIFT", "WRONG_CURRENCY", "GIVEN_TOO_LITTLE"})
    @Operation(
            summary = "Take cash for what is due",
            description = "All of it, into the caller's open drawer. Answers the change to hand back. An open checkout "
                    + "page for it is closed.")
    CashPayment takeCash(Caller caller, @PathVariable UUID id, @Valid @RequestBody CashGiven cash) {
        return desk.take(caller, id, cash.given());
    }

    @GetMapping("/api/desk/refunds")
    @RequiresPermission(CASH_TAKE)
    @Operation(summary = "Cash that waits to be handed back, the longest waiting first")
    Page<CashRefund> cashRefunds(
            Caller caller,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return desk.refunds(caller, limit, cursor);
    }

    @PostMapping("/api/desk/refunds/{id}/payout")
    @RequiresPermission(CASH_TAKE)
    @Idempotent
    @Refuses({"NO_OPEN_SHIFT", "WRONG_CURRENCY", "ALREADY_PAID_OUT"})
    @Operation(summary = "Hand a refund out of the caller's open drawer")
    CashRefund payOutRefund(Caller caller, @PathVariable UUID id) {
        return desk.payOut(caller, id);
    }
}
