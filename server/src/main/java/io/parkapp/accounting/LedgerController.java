package io.parkapp.accounting;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/operators/{id}/ledger")
@Tag(name = "accounting")
class LedgerController {
    private final Ledger ledger;

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(
            summary = "The ledger row by row, the newest first",
            description = "Of the days from `from` to `until` of each car park's calendar, both included; at most 366. "
                    + "Without days: the last 366, or all of the reservation that is asked for, by a number like "
                    + "`P100042`. An `account` is looked for on both sides.")
    Page<LedgerTransfer> ledger(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate until,
            @RequestParam @Nullable LedgerAccount account,
            @RequestParam @Nullable LedgerEvent event,
            @RequestParam @Nullable String reservation,
            @RequestParam @Nullable UUID lotId,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        var wanted = new Ledger.Wanted(from, until, account, event, reservation, lotId);
        return ledger.list(caller, id, wanted, limit, cursor);
    }
}
