package io.parkapp.platform;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What runs in the background, for those who watch over it: what waits, what runs, what failed and why, and what can
/// be done about it.
@Component
public class JobBoard {
    private static final Duration THROUGHPUT = Duration.ofHours(24);

    private final JobRepository repository;
    private final JobPlan plan;
    private final Jobs jobs;
    private final Clock clock;

    JobBoard(JobRepository repository, JobPlan plan, Jobs jobs, Clock clock) {
        this.repository = repository;
        this.plan = plan;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Schema(name = "JobStatus")
    public enum Status {
        /// A process is at it.
        RUNNING,
        /// It failed, and is tried again at its time.
        RETRYING,
        /// Its time has come; a process will take it.
        DUE,
        WAITING,
        /// It failed too often and is not tried again by itself.
        FAILED
    }

    /// HANDED_BACK: the process stopped, and another ran it from its start.
    @Schema(name = "JobOutcome")
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELLED,
        HANDED_BACK
    }

    /// @param every the pause between two runs of a recurring job
    /// @param daily its time of day, in `zone`
    /// @param dueAt when it runs next; of one that failed, when it did
    /// @param node the process that runs it, or ran it last
    /// @param failures one after the other
    /// @param done of `total`, in a unit of the job's own
    /// @param cancelRequested somebody asked to stop it
    public record Job(
            @Schema(example = "cGF5bWVudHMtY2Fycnktb3V0LXJlZnVuZAoxMjM")
            String id,

            @Schema(example = "payments-carry-out-refund") String name,

            @Schema(example = "Give money back through the provider")
            String title,

            @Schema(example = "01990d2f-8f0a-7cc2-9e3f-6a3b7d1f2c11")
            String subject,

            Status status,
            boolean recurring,
            @Schema(example = "PT5M") @Nullable Duration every,

            @Schema(example = "03:10:00", type = "string") @Nullable
            LocalTime daily,

            @Schema(example = "UTC", type = "string") @Nullable
            ZoneId zone,

            Instant dueAt,
            @Schema(example = "host-1-4711") @Nullable String node,
            int failures,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,

            @Schema(example = "ResourceAccessException: connection refused") @Nullable
            String lastFailure,

            @Schema(example = "1200") @Nullable Long done,
            @Schema(example = "34000") @Nullable Long total,
            boolean cancelRequested,
            boolean retryable,
            boolean cancellable) {}

    /// How one run of a job ended.
    ///
    /// @param attempt the first is 1
    @Schema(name = "JobRun")
    public record Run(
            @Schema(example = "4711") String id,

            @Schema(example = "cGF5bWVudHMtY2Fycnktb3V0LXJlZnVuZAoxMjM")
            String jobId,

            @Schema(example = "payments-carry-out-refund") String name,

            @Schema(example = "Give money back through the provider")
            String title,

            @Schema(example = "01990d2f-8f0a-7cc2-9e3f-6a3b7d1f2c11")
            String subject,

            Instant startedAt,
            Instant finishedAt,
            Outcome outcome,
            @Schema(example = "1") int attempt,
            @Schema(example = "host-1-4711") @Nullable String node,

            @Schema(example = "ResourceAccessException: connection refused") @Nullable
            String reason) {}

    /// @param failed of these, tries that failed are counted each
    @Schema(name = "JobsOfAnHour")
    public record Hour(
            Instant from,
            @Schema(example = "120") int done,
            @Schema(example = "1") int failed) {}

    /// @param counts of jobs by status, recurring ones left out
    /// @param failingRecurring recurring jobs whose last run failed
    /// @param hours what ran in the last day; quick runs of recurring jobs left out
    @Schema(name = "JobsOverview")
    public record Overview(Map<Status, Integer> counts, int failingRecurring, List<Hour> hours) {}

    record Row(
            JobId id,
            Status status,
            Instant at,
            @Nullable String node,
            int failures,
            @Nullable Instant lastSuccess,
            @Nullable Instant failedAt,
            @Nullable String reason,
            @Nullable Long done,
            @Nullable Long total,
            boolean cancelled) {}

    record RunRow(
            long id,
            JobId job,
            Instant started,
            Instant finished,
            Outcome outcome,
            int attempt,
            @Nullable String node,
            @Nullable String reason) {}

    record Count(Status status, int jobs) {}

    @Transactional(readOnly = true)
    public Overview overview() {
        var now = clock.instant();
        var counts = new EnumMap<Status, Integer>(Status.class);
        for (var each : Status.values()) {
            counts.put(each, 0);
        }
        repository
                .count(names(each -> !each.isRecurring()), now)
                .forEach(each -> counts.put(each.status(), each.jobs()));
        var failing = repository.count(names(JobPlan.Entry::isRecurring), now).stream()
                .filter(each -> each.status() == Status.RETRYING)
                .mapToInt(Count::jobs)
                .sum();
        return new Overview(counts, failing, repository.throughput(now.minus(THROUGHPUT), now));
    }

    /// Failed ones first, then by the time they are due.
    ///
    /// @param recurring those that recur; else those that run once
    @Transactional(readOnly = true)
    public Page<Job> list(
            boolean recurring, @Nullable String name, @Nullable Status status, int limit, @Nullable String cursor) {
        var names = names(each -> each.isRecurring() == recurring);
        var wanted = name == null ? names : new String[] {name};
        var rows = repository.list(
                wanted, status == null ? null : status.name(), Cursor.parse(cursor, 3), clock.instant(), limit + 1);
        return Page.of(
                        rows,
                        limit,
                        last -> Cursor.after(
                                last.at(), last.id().name(), last.id().instance()))
                .map(this::job);
    }

    /// The newest first.
    @Transactional(readOnly = true)
    public Page<Run> runs(
            @Nullable String jobId,
            @Nullable String name,
            @Nullable Outcome outcome,
            int limit,
            @Nullable String cursor) {
        var job = jobId == null ? null : JobId.parse(jobId);
        var rows = repository.runs(
                job == null ? name : job.name(),
                job == null ? null : job.instance(),
                outcome,
                Cursor.parse(cursor, 1),
                limit + 1);
        return Page.of(rows, limit, last -> Cursor.after(last.id())).map(this::run);
    }

    /// @throws Refusal NOT_FOUND
    @Transactional(readOnly = true)
    public Job get(JobId id) {
        return repository
                .find(id, clock.instant())
                .map(this::job)
                .orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    /// Runs one that failed again, or one that recurs, now rather than at its time.
    ///
    /// @throws Refusal NOT_FOUND, JOB_NOT_RETRYABLE when it runs already, or has not failed
    @Transactional
    public Job retry(JobId id) {
        var seen = get(id);
        if (!plan.jobs().containsKey(id.name())) {
            throw new Refusal(PlatformRefusal.JOB_NOT_RETRYABLE);
        }
        if (seen.status() == Status.FAILED) {
            jobs.now(TaskDescriptor.of(id.name()), id.instance());
        } else if (!repository.runNow(id, !seen.recurring(), clock.instant())) {
            throw new Refusal(PlatformRefusal.JOB_NOT_RETRYABLE);
        }
        return get(id);
    }

    /// Asks it to stop. One that waits starts, so as to hear of it and to leave everything in order.
    ///
    /// @throws Refusal NOT_FOUND, JOB_NOT_CANCELLABLE
    @Transactional
    public Job cancel(JobId id) {
        var seen = get(id);
        if (!seen.cancellable() || !repository.cancel(id, clock.instant())) {
            throw new Refusal(PlatformRefusal.JOB_NOT_CANCELLABLE);
        }
        return get(id);
    }

    private String[] names(Predicate<JobPlan.Entry> wanted) {
        return plan.jobs().entrySet().stream()
                .filter(each -> wanted.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    private Job job(Row row) {
        var entry = plan.jobs().get(row.id().name());
        var isRecurring = entry != null && entry.isRecurring();
        return new Job(
                row.id().text(),
                row.id().name(),
                plan.title(row.id().name()),
                row.id().instance(),
                row.status(),
                isRecurring,
                entry == null ? null : entry.every(),
                entry == null ? null : entry.daily(),
                entry == null ? null : entry.zone(),
                row.at(),
                row.node(),
                row.failures(),
                row.lastSuccess(),
                row.failedAt(),
                row.reason(),
                row.done(),
                row.total(),
                row.cancelled(),
                row.status() == Status.FAILED
                        || row.status() == Status.RETRYING
                        || (isRecurring && row.status() != Status.RUNNING),
                entry != null && entry.cancellable() && row.status() != Status.FAILED && !row.cancelled());
    }

    private Run run(RunRow row) {
        return new Run(
                String.valueOf(row.id()),
                row.job().text(),
                row.job().name(),
                plan.title(row.job().name()),
                row.job().instance(),
                row.started(),
                row.finished(),
                row.outcome(),
                row.attempt(),
                row.node(),
                row.reason());
    }
}
