package io.parkapp.exports;

import io.parkapp.accounts.AccountErased;
import io.parkapp.accounts.Caller;
import io.parkapp.audit.Audit;
import io.parkapp.exports.ExportRepository.Row;
import io.parkapp.exports.ExportRepository.Wanted;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.Jobs;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What people do with their files, and what becomes of these; [ExportRun] fills them.
@Service
class Exports {
    /// Of one person.
    static final int UNDER_WAY_MAX = 2;
    static final int PER_DAY_MAX = 30;
    static final Duration DAY = Duration.ofDays(1);

    /// From when it is ready.
    static final Duration KEPT = Duration.ofDays(7);

    /// That there was a file.
    static final Duration REMEMBERED = Duration.ofDays(400);

    /// A run that kills its process would otherwise do so for ever.
    static final int RUNS_MAX = 6;

    private static final int EXPIRED_AT_ONCE = 20;
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final ExportRepository repository;
    private final ExportTables tables;
    private final Jobs jobs;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final Clock clock;

    Exports(
            ExportRepository repository,
            ExportTables tables,
            Jobs jobs,
            Audit audit,
            ApplicationEventPublisher events,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.tables = tables;
        this.jobs = jobs;
        this.audit = audit;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /// @throws Refusal EXPORTS_RUNNING, EXPORTS_OF_TODAY; FORBIDDEN, or with its field a filter that the list refuses
    @Transactional
    public Export ask(Caller caller, ExportRequest request) {
        request.requireList();
        tables.of(caller, request);
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var fileName =
                request.kind().fileName() + "-" + day + "." + request.format().extension();
        return ask(
                caller, new Wanted(request.kind(), request.format(), json.writeValueAsString(request), fileName, null));
    }

    /// @throws Refusal EXPORTS_RUNNING, EXPORTS_OF_TODAY
    @Transactional
    public Export ask(Caller caller, Wanted wanted) {
        var now = clock.instant();
        var since = now.minus(DAY);
        Optional<UUID> id = Optional.empty();
        // As often as another request may have taken the same slot.
        for (var attempt = 0; attempt < UNDER_WAY_MAX && id.isEmpty(); attempt++) {
            id = repository.insert(caller.account(), wanted, now, now.plus(KEPT), UNDER_WAY_MAX, since, PER_DAY_MAX);
        }
        if (id.isEmpty()) {
            var use = repository.use(caller.account(), since);
            throw new Refusal(
                    use.sinceThen() >= PER_DAY_MAX ? ExportsRefusal.EXPORTS_OF_TODAY : ExportsRefusal.EXPORTS_RUNNING);
        }
        audit.record(caller.account(), null, "export.asked", "export", id.get(), Map.of("kind", wanted.kind()));
        jobs.now(ExportsJobs.MAKE, id.get());
        return get(caller, id.get());
    }

    /// Without a person who waits for it, so outside of their limits.
    ///
    /// @return whether this month's was not made before
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean schedule(UUID account, Wanted wanted) {
        var now = clock.instant();
        var id = repository.insertScheduled(account, wanted, now, now.plus(KEPT));
        id.ifPresent(made -> jobs.now(ExportsJobs.MAKE, made));
        return id.isPresent();
    }

    @Transactional(readOnly = true)
    public Page<Export> list(Caller caller, int limit, @Nullable Cursor after) {
        var rows = repository.list(caller.account(), after == null ? null : after.id(0), limit + 1);
        return Page.of(rows.stream().map(Row::export).toList(), limit, last -> Cursor.after(last.id()));
    }

    /// @throws Refusal NOT_FOUND where it is somebody else's
    Export get(Caller caller, UUID id) {
        return repository
                .find(id)
                .filter(each -> each.account().equals(caller.account()))
                .orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND))
                .export();
    }

    /// What is over stays as it is.
    @Transactional
    public Export cancel(Caller caller, UUID id) {
        get(caller, id);
        cancel(id);
        return get(caller, id);
    }

    @Transactional
    public void cancel(UUID id) {
        if (repository.cancel(id, clock.instant())) {
            repository.deletePieces(id);
        }
    }

    /// The next run of it, which starts the file anew. Empty where none is wanted any more.
    @Transactional
    public Optional<Row> begin(UUID id) {
        var row = repository.begin(id);
        row.ifPresent(begun -> repository.deletePieces(id));
        if (row.isPresent() && row.get().run() > RUNS_MAX) {
            repository.fail(id, ExportFailure.INTERNAL, clock.instant());
            return Optional.empty();
        }
        return row;
    }

    /// In a transaction of its own, since the one that reads the rows sees only what was so when it began.
    ///
    /// @return false where the run is not wanted any more
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean append(Row row, int ordinal, byte[] bytes) {
        return repository.append(row.id(), row.run(), ordinal, bytes);
    }

    /// @return false where the run is not wanted any more
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean progress(Row row, long rowsDone, @Nullable Long rowsTotal) {
        return repository.progress(row.id(), row.run(), rowsDone, rowsTotal);
    }

    boolean isWanted(Row row) {
        return repository.isCurrent(row.id(), row.run());
    }

    /// The one moment in which the file begins to exist for others.
    @Transactional
    public void ready(Row row, long rowsDone, long sizeBytes) {
        var now = clock.instant();
        var packed = row.export().format().isPackable();
        repository
                .ready(row.id(), row.run(), rowsDone, sizeBytes, packed, now, now.plus(KEPT))
                .map(Row::export)
                .ifPresent(it -> events.publishEvent(new ExportFinished(
                        it.id(), row.account(), it.kind(), it.format(), row.isScheduled(), sizeBytes, it.expiresAt())));
    }

    @Transactional
    public void fail(UUID id, ExportFailure failure) {
        if (repository.fail(id, failure, clock.instant())) {
            repository.deletePieces(id);
        }
    }

    /// @return whether there may be more
    @Transactional
    public boolean expire() {
        return repository.expire(clock.instant(), EXPIRED_AT_ONCE) == EXPIRED_AT_ONCE;
    }

    /// @return whether there may be more
    @Transactional
    public boolean forget() {
        return repository.forget(clock.instant().minus(REMEMBERED), FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE;
    }

    /// Files tell who somebody was.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void erased(AccountErased erased) {
        repository.deleteOf(erased.account());
    }
}
