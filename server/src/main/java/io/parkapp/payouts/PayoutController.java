package io.parkapp.payouts;

import static io.parkapp.accounts.Permission.REPORTS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.payouts.Payouts.MissingList;
import io.parkapp.payouts.Payouts.PayoutDetail;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/operators/{id}/payouts")
@Tag(name = "payouts")
class PayoutController {
    private final Payouts payouts;

    PayoutController(Payouts payouts) {
        this.payouts = payouts;
    }

    @GetMapping
    @RequiresPermission(REPORTS_READ)
    @Operation(
            summary = "What payment providers say that they paid out, the newest first",
            description = "Each line of a payout is held against our own charges, refunds and disputes.")
    Page<PayoutAnswer> payouts(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        return payouts.list(caller, id, limit, cursor);
    }

    @GetMapping("/{payoutId}")
    @RequiresPermission(REPORTS_READ)
    @Operation(summary = "A payout with its lines that differ", description = "At most 100 of them.")
    PayoutDetail payout(Caller caller, @PathVariable UUID id, @PathVariable UUID payoutId) {
        return payouts.get(caller, id, payoutId);
    }

    @GetMapping("/missing")
    @RequiresPermission(REPORTS_READ)
    @Operation(
            summary = "Charges and refunds that no payout names",
            description =
                    "Though a provider paid out others that it took more than a week later, or took or gave back these more "
                            + "than 45 days ago; of the last 90 days. At most 100, the oldest first.")
    MissingList missingPayouts(Caller caller, @PathVariable UUID id) {
        return payouts.missing(caller, id);
    }
}
