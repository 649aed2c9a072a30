package io.parkapp.jobs;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.JobBoard;
import io.parkapp.platform.JobId;
import io.parkapp.platform.Refuses;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/jobs")
@Tag(name = "jobs")
class JobController {
    private final JobBoard board;
    private final JobControl control;

    JobController(JobBoard board, JobControl control) {
        this.board = board;
        this.control = control;
    }

    @GetMapping
    @RequiresPermission(Permission.JOBS_MANAGE)
    @Operation(
            summary = "What waits, runs or failed in the background",
            description = "By the time each is due; those that failed for good stand at the time they did.")
    Page<JobBoard.Job> jobs(
            @RequestParam(defaultValue = "false") boolean recurring,
            @RequestParam @Nullable String name,
            @RequestParam JobBoard.@Nullable Status status,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        return board.list(recurring, name, status, limit, cursor);
    }

    @GetMapping("/overview")
    @RequiresPermission(Permission.JOBS_MANAGE)
    @Operation(summary = "How many jobs stand where, and what ran in the last day")
    JobBoard.Overview jobsOverview() {
        return board.overview();
    }

    @GetMapping("/runs")
    @RequiresPermission(Permission.JOBS_MANAGE)
    @Operation(summary = "How jobs ended, the newest first", description = "Kept for two weeks.")
    Page<JobBoard.Run> jobRuns(
            @RequestParam @Nullable String jobId,
            @RequestParam @Nullable String name,
            @RequestParam JobBoard.@Nullable Outcome outcome,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        return board.runs(jobId, name, outcome, limit, cursor);
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permission.JOBS_MANAGE)
    @Operation(summary = "One job")
    JobBoard.Job job(@PathVariable String id) {
        return board.get(JobId.parse(id));
    }

    @PostMapping("/{id}/retry")
    @Idempotent
    @RequiresPermission(Permission.JOBS_MANAGE)
    @Refuses({"JOB_NOT_RETRYABLE"})
    @Operation(summary = "Run one that failed again, or one that recurs, now")
    JobBoard.Job retryJob(Caller caller, @PathVariable String id) {
        return control.retry(caller, JobId.parse(id));
    }

    @PostMapping("/{id}/cancellation")
    @Idempotent
    @RequiresPermission(Permission.JOBS_MANAGE)
    @Refuses({"JOB_NOT_CANCELLABLE"})
    @Operation(summary = "Ask one to stop", description = "It stops within a second or two, and leaves all in order.")
    JobBoard.Job cancelJob(Caller caller, @PathVariable String id) {
        return control.cancel(caller, JobId.parse(id));
    }
}
