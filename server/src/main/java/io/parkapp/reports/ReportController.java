package io.parkapp.reports;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reports")
@Tag(name = "reports")
class ReportController {
    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/overview")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(
            summary = "How it is going: cars inside, today's arrivals, the revenue of the last 30 days",
            description = "Of one operator, or of all that the caller may see.")
    Overview overview(Caller caller, @RequestParam(required = false) @Nullable UUID operatorId) {
        return reports.overview(caller, operatorId);
    }

    @GetMapping("/revenue")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(
            summary = "What was taken less what was given back, by day and by lot",
            description = "Both days are included, in each lot's own calendar. Without them: the last 30 days. "
                    + "At most 366 days.")
    Revenue revenue(
            Caller caller,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable UUID lotId) {
        return reports.revenue(caller, from, until, lotId);
    }

    @GetMapping("/occupancy")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(
            summary = "Cars inside at each full hour",
            description = "Without times: the last 24 hours. At most 31 days. Hours to come are left out.")
    OccupancySeries occupancy(
            Caller caller,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable UUID lotId) {
        return reports.occupancy(caller, from, until, lotId);
    }
}
