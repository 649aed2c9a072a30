package io.parkapp.payments;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.Cursor;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "payments")
class DisputeController {
    private final DisputeRepository disputes;

    DisputeController(DisputeRepository disputes) {
        this.disputes = disputes;
    }

    @GetMapping("/api/disputes")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(summary = "Payments that banks want back, of the caller's operators, the newest first")
    Page<Dispute> disputes(
            Caller caller,
            @RequestParam @Nullable DisputeState state,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        var after = Cursor.parse(cursor, 1);
        var before = after == null ? null : after.id(0);
        var rows = disputes.list(caller.operatorsWith(Permission.REPORTS_READ), state, before, limit + 1);
        return Page.of(rows, limit, each -> Cursor.after(each.id()));
    }
}
