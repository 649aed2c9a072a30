package io.parkapp.exports;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.SignedIn;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "exports")
class MonthlyReportController {
    private final MonthlyReports reports;

    MonthlyReportController(MonthlyReports reports) {
        this.reports = reports;
    }

    record MonthlyWishChange(
            @NotNull @Schema(example = "true") Boolean wanted,

            @Size(max = 64) @Schema(example = "Europe/Berlin") @Nullable
            String timeZone) {}

    @PostMapping("/api/reports/monthly")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @SignedIn
    @Idempotent
    @Refuses({"EXPORTS_RUNNING", "EXPORTS_OF_TODAY"})
    @Operation(
            summary = "Ask for a report of a month as PDF",
            description = "One's own: bookings, hours, money and every stay. With `operatorId` or `lotId`, of what "
                    + "one may read the reports of: occupancy and revenue. Made in the background, like exports.")
    Export askForMonthlyReport(Caller caller, @Valid @RequestBody MonthlyReportRequest request) {
        return reports.ask(caller, request);
    }

    @GetMapping("/api/me/monthly-report")
    @SignedIn
    @Operation(summary = "Whether one wants a report of each month")
    MonthlyWish monthlyWish(Caller caller) {
        return reports.wish(caller);
    }

    @PutMapping("/api/me/monthly-report")
    @SignedIn
    @Operation(
            summary = "Want a report of each month, or not",
            description = "Made on the first of the month after, at 08:00 in the time zone.")
    MonthlyWish changeMonthlyWish(Caller caller, @Valid @RequestBody MonthlyWishChange change) {
        return reports.change(caller, change.wanted(), change.timeZone());
    }
}
