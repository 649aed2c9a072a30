package io.parkapp.exports;

import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Every change of state is one statement that names the state it starts from; those of a run name its number too.
@Repository
class ExportRepository {
    private static final String READ = """
            select id, account_id, kind, format, request, file_name, month, status, run, rows_done, rows_total, size_bytes,
                   packed, is_scheduled, failure, created_at, finished_at, expires_at
            from exports.export
            """;

    private final JdbcClient jdbc;

    ExportRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is stored of an export.
    ///
    /// @param request JSON, as it was asked for
    /// @param run the number of the current run; 0 before the first
    /// @param isScheduled whether nobody asked for it just now
    record Row(UUID account, String request, int run, boolean packed, boolean isScheduled, Export export) {
        UUID id() {
            return export.id();
        }
    }

    /// How much somebody asked for lately.
    record Use(int underWay, int sinceThen) {}

    /// What a file is to be.
    ///
    /// @param request JSON
    /// @param month of a report
    record Wanted(
            ExportKind kind,
            ExportFormat format,
            String request,
            String fileName,
            @Nullable YearMonth month) {
        @Nullable
        LocalDate firstDay() {
            return month == null ? null : month.atDay(1);
        }
    }

    /// Takes the first slot that is free, in one statement.
    ///
    /// @return empty where none is, where another request was faster, or where there were too many since `since`
    Optional<UUID> insert(
            UUID account, Wanted wanted, Instant now, Instant expires, int slots, Instant since, int sinceMax) {
        return jdbc.sql("""
                        insert into exports.export
                            (account_id, kind, format, request, file_name, month, slot, created_at, expires_at)
                        select :account, :kind, :format, cast(:request as jsonb), :fileName, :month, slot.number,
                               :now, :expires
                        from generate_series(1, :slots) as slot (number)
                        where not exists (select from exports.export as other
                                          where other.account_id = :account and other.slot = slot.number
                                            and other.status in ('QUEUED', 'RUNNING'))
                          and (select count(*) from exports.export as other
                               where other.account_id = :account and other.slot is not null
                                 and other.created_at > :since) < :sinceMax
                        order by slot.number
                        limit 1
                        on conflict (account_id, slot) where status in ('QUEUED', 'RUNNING') do nothing
                        returning id""")
                .param("account", account)
                .param("kind", wanted.kind().name())
                .param("format", wanted.format().name())
                .param("request", wanted.request())
                .param("fileName", wanted.fileName())
                .param("month", wanted.firstDay())
                .param("now", Sql.time(now))
                .param("expires", Sql.time(expires))
                .param("slots", slots)
                .param("since", Sql.time(since))
                .param("sinceMax", sinceMax)
                .query(UUID.class)
                .optional();
    }

    /// What nobody asked for just now, and takes no slot.
    ///
    /// @return empty where this month's was made already
    Optional<UUID> insertScheduled(UUID account, Wanted wanted, Instant now, Instant expires) {
        return jdbc.sql("""
                        insert into exports.export
                            (account_id, kind, format, request, file_name, month, is_scheduled, created_at, expires_at)
                        values (:account, :kind, :format, cast(:request as jsonb), :fileName, :month, true, :now,
                                :expires)
                        on conflict (account_id, month) where is_scheduled do nothing
                        returning id""")
                .param("account", account)
                .param("kind", wanted.kind().name())
                .param("format", wanted.format().name())
                .param("request", wanted.request())
                .param("fileName", wanted.fileName())
                .param("month", wanted.firstDay())
                .param("now", Sql.time(now))
                .param("expires", Sql.time(expires))
                .query(UUID.class)
                .optional();
    }

    Use use(UUID account, Instant since) {
        return jdbc.sql("""
                        select count(*) filter (where status in ('QUEUED', 'RUNNING')) as under_way,
                               count(*) filter (where created_at > :since) as since_then
                        from exports.export
                        where account_id = :account and slot is not null""")
                .param("account", account)
                .param("since", Sql.time(since))
                .query((row, index) -> new Use(row.getInt("under_way"), row.getInt("since_then")))
                .single();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql(READ + "where id = :id")
                .param("id", id)
                .query(ExportRepository::row)
                .optional();
    }

    /// The newest first.
    ///
    /// @param before where the last page ended
    List<Row> list(UUID account, @Nullable UUID before, int limit) {
        return jdbc.sql(READ + """
                        where account_id = :account and (cast(:before as uuid) is null or id < :before)
                        order by id desc limit :limit""")
                .param("account", account)
                .param("before", before)
                .param("limit", limit)
                .query(ExportRepository::row)
                .list();
    }

    /// The next run: earlier ones, whatever became of them, cannot write from now on.
    Optional<Row> begin(UUID id) {
        return jdbc.sql("""
                        update exports.export
                        set status = 'RUNNING', run = run + 1, rows_done = 0, rows_total = null
                        where id = :id and status in ('QUEUED', 'RUNNING')
                        returning *""").param("id", id).query(ExportRepository::row).optional();
    }

    void deletePieces(UUID id) {
        jdbc.sql("delete from exports.piece where export_id = :id")
                .param("id", id)
                .update();
    }

    /// @return false where this run is not the current one any more
    boolean append(UUID id, int run, int ordinal, byte[] bytes) {
        return jdbc.sql("""
                        with current as (
                            select id from exports.export
                            where id = :id and run = :run and status = 'RUNNING'
                            for share)
                        insert into exports.piece (export_id, ordinal, bytes)
                        select id, :ordinal, :bytes from current""")
                        .param("id", id)
                        .param("run", run)
                        .param("ordinal", ordinal)
                        .param("bytes", bytes)
                        .update()
                == 1;
    }

    /// @return false where this run is not the current one any more
    boolean progress(UUID id, int run, long rowsDone, @Nullable Long rowsTotal) {
        return jdbc.sql("""
                        update exports.export set rows_done = :rowsDone, rows_total = cast(:rowsTotal as bigint)
                        where id = :id and run = :run and status = 'RUNNING'""")
                        .param("id", id)
                        .param("run", run)
                        .param("rowsDone", rowsDone)
                        .param("rowsTotal", rowsTotal)
                        .update()
                == 1;
    }

    /// Whether this run is the current one still.
    boolean isCurrent(UUID id, int run) {
        return jdbc.sql("""
                        select exists (select from exports.export
                                       where id = :id and run = :run and status = 'RUNNING')""")
                .param("id", id)
                .param("run", run)
                .query(Boolean.class)
                .single();
    }

    /// @return empty where this run is not the current one any more
    Optional<Row> ready(UUID id, int run, long rowsDone, long sizeBytes, boolean packed, Instant now, Instant expires) {
        return jdbc.sql("""
                        update exports.export
                        set status = 'READY', rows_done = :rowsDone,
                            rows_total = case when rows_total is null then null else cast(:rowsDone as bigint) end,
                            size_bytes = :sizeBytes, packed = :packed, finished_at = :now, expires_at = :expires
                        where id = :id and run = :run and status = 'RUNNING'
                        returning *""")
                .param("id", id)
                .param("run", run)
                .param("rowsDone", rowsDone)
                .param("sizeBytes", sizeBytes)
                .param("packed", packed)
                .param("now", Sql.time(now))
                .param("expires", Sql.time(expires))
                .query(ExportRepository::row)
                .optional();
    }

    /// Whichever run it is in.
    ///
    /// @return false where it is over already
    boolean fail(UUID id, ExportFailure failure, Instant now) {
        return jdbc.sql("""
                        update exports.export set status = 'FAILED', failure = :failure, finished_at = :now
                        where id = :id and status in ('QUEUED', 'RUNNING')""")
                        .param("id", id)
                        .param("failure", failure.name())
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    /// @return false where it is over already
    boolean cancel(UUID id, Instant now) {
        return jdbc.sql("""
                        update exports.export set status = 'CANCELLED', finished_at = :now
                        where id = :id and status in ('QUEUED', 'RUNNING')""").param("id", id).param("now", Sql.time(now)).update() == 1;
    }

    /// Files whose time is over, the oldest first.
    ///
    /// @return how many
    int expire(Instant now, int limit) {
        return jdbc.sql("""
                        with expired as (
                            update exports.export set status = 'EXPIRED'
                            where id in (select id from exports.export
                                         where status = 'READY' and expires_at <= :now
                                         order by expires_at limit :limit
                                         for update skip locked)
                            returning id
                        ), deleted as (
                            delete from exports.piece where export_id in (select id from expired)
                        )
                        select count(*) from expired""")
                .param("now", Sql.time(now))
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    /// That there ever was a file, once nobody asks any more.
    int forget(Instant before, int limit) {
        return jdbc.sql("""
                        delete from exports.export
                        where id in (select id from exports.export
                                     where created_at < :before and status not in ('QUEUED', 'RUNNING', 'READY')
                                     limit :limit)""")
                .param("before", Sql.time(before))
                .param("limit", limit)
                .update();
    }

    void deleteOf(UUID account) {
        jdbc.sql("delete from exports.export where account_id = :account")
                .param("account", account)
                .update();
    }

    /// @return null behind the last one
    byte @Nullable [] piece(UUID id, int ordinal) {
        return jdbc.sql("select bytes from exports.piece where export_id = :id and ordinal = :ordinal")
                .param("id", id)
                .param("ordinal", ordinal)
                .query((row, index) -> row.getBytes("bytes"))
                .optional()
                .orElse(null);
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        var failure = row.getString("failure");
        var month = row.getObject("month", LocalDate.class);
        return new Row(
                Sql.id(row, "account_id"),
                Objects.requireNonNull(row.getString("request")),
                row.getInt("run"),
                row.getBoolean("packed"),
                row.getBoolean("is_scheduled"),
                new Export(
                        Sql.id(row, "id"),
                        ExportKind.valueOf(row.getString("kind")),
                        ExportFormat.valueOf(row.getString("format")),
                        ExportStatus.valueOf(row.getString("status")),
                        row.getString("file_name"),
                        month == null ? null : YearMonth.from(month),
                        row.getLong("rows_done"),
                        row.getObject("rows_total", Long.class),
                        row.getObject("size_bytes", Long.class),
                        Sql.instant(row, "created_at"),
                        Sql.instantOrNull(row, "finished_at"),
                        Sql.instant(row, "expires_at"),
                        failure == null ? null : ExportFailure.valueOf(failure)));
    }
}
