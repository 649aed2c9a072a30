package io.parkapp.platform;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL about jobs beyond what db-scheduler does itself: their runs, their progress, and what a person asks of them.
@Repository
class JobRepository {
    /// What is scheduled, and what was given up: the last run failed and none is scheduled any more.
    private static final String JOB = """
            with job as (
                select task_name, task_instance, execution_time as at, picked_by as node,
                       coalesce(consecutive_failures, 0) as failures, last_success,
                       case when picked then 'RUNNING'
                            when consecutive_failures > 0 then 'RETRYING'
                            when execution_time <= :now then 'DUE'
                            else 'WAITING' end as status
                from platform.scheduled_tasks
                union all
                select run.task_name, run.task_instance, run.finished_at, run.node, run.attempt, null, 'FAILED'
                from platform.job_run run
                where run.outcome = 'FAILED'
                  and not exists (
                      select 1 from platform.scheduled_tasks task
                      where task.task_name = run.task_name and task.task_instance = run.task_instance)
                  and not exists (
                      select 1 from platform.job_run later
                      where later.task_name = run.task_name and later.task_instance = run.task_instance
                        and later.id > run.id))
            """;

    private static final String READ = JOB + """
            select job.task_name, job.task_instance, job.at, job.node, job.failures, job.last_success, job.status,
                   progress.done, progress.total, coalesce(progress.cancelled, false) as cancelled,
                   failure.finished_at as failed_at, failure.reason
            from job
            left join platform.job_progress progress
                on progress.task_name = job.task_name and progress.task_instance = job.task_instance
            left join lateral (
                select run.finished_at, run.reason from platform.job_run run
                where run.task_name = job.task_name and run.task_instance = job.task_instance
                  and run.outcome = 'FAILED' and job.failures > 0
                order by run.id desc limit 1) failure on true
            """;

    private final JdbcClient jdbc;

    JobRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertRun(
            TaskInstanceId job,
            Instant started,
            Instant finished,
            JobBoard.Outcome outcome,
            int attempt,
            @Nullable String node,
            @Nullable String reason) {
        jdbc.sql("""
                        insert into platform.job_run
                            (task_name, task_instance, started_at, finished_at, outcome, attempt, node, reason)
                        values (:name, :instance, :started, greatest(cast(:started as timestamptz), :finished), :outcome, :attempt, :node,
                                :reason)""")
                .param("name", job.getTaskName())
                .param("instance", job.getId())
                .param("started", Sql.time(started))
                .param("finished", Sql.time(finished))
                .param("outcome", outcome.name())
                .param("attempt", attempt)
                .param("node", node)
                .param("reason", reason)
                .update();
    }

    int deleteRunsBefore(Instant then) {
        return jdbc.sql("delete from platform.job_run where finished_at < :then")
                .param("then", Sql.time(then))
                .update();
    }

    /// @return whether somebody asked to stop it
    boolean tellProgress(TaskInstanceId job, long done, @Nullable Long total, Instant now) {
        return jdbc.sql("""
                        insert into platform.job_progress (task_name, task_instance, done, total, at)
                        values (:name, :instance, :done, :total, :now)
                        on conflict (task_name, task_instance)
                            do update set done = excluded.done, total = excluded.total, at = excluded.at
                        returning cancelled""")
                .param("name", job.getTaskName())
                .param("instance", job.getId())
                .param("done", done)
                .param("total", total)
                .param("now", Sql.time(now))
                .query(Boolean.class)
                .single();
    }

    boolean isCancelled(TaskInstanceId job) {
        return jdbc.sql("""
                        select exists (select from platform.job_progress
                                       where task_name = :name and task_instance = :instance and cancelled)""")
                .param("name", job.getTaskName())
                .param("instance", job.getId())
                .query(Boolean.class)
                .single();
    }

    void forgetProgress(TaskInstanceId job) {
        jdbc.sql("delete from platform.job_progress where task_name = :name and task_instance = :instance")
                .param("name", job.getTaskName())
                .param("instance", job.getId())
                .update();
    }

    /// Marks it to be stopped, and lets one that waits start at once, to hear of it.
    ///
    /// @return false when there is none
    boolean cancel(JobId job, Instant now) {
        return jdbc.sql("""
                        with started as (
                            update platform.scheduled_tasks
                            set execution_time = case when picked then execution_time else least(execution_time, :now) end
                            where task_name = :name and task_instance = :instance
                            returning task_name, task_instance)
                        insert into platform.job_progress (task_name, task_instance, cancelled, at)
                        select task_name, task_instance, true, :now from started
                        on conflict (task_name, task_instance) do update set cancelled = true""")
                        .param("name", job.name())
                        .param("instance", job.instance())
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    /// Lets one that waits run now.
    ///
    /// @param onlyIfFailed else one that has not failed too
    /// @return false when there is none, or it runs already
    boolean runNow(JobId job, boolean onlyIfFailed, Instant now) {
        return jdbc.sql("""
                        update platform.scheduled_tasks set execution_time = :now, version = version + 1
                        where task_name = :name and task_instance = :instance and not picked
                          and (consecutive_failures > 0 or not :onlyIfFailed)""")
                        .param("name", job.name())
                        .param("instance", job.instance())
                        .param("onlyIfFailed", onlyIfFailed)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    Optional<JobBoard.Row> find(JobId job, Instant now) {
        return jdbc.sql(READ + " where job.task_name = :name and job.task_instance = :instance")
                .param("name", job.name())
                .param("instance", job.instance())
                .param("now", Sql.time(now))
                .query(JobRepository::read)
                .optional();
    }

    /// The one that is due first stands first.
    ///
    /// @param names of the jobs that are meant
    List<JobBoard.Row> list(String[] names, @Nullable String status, @Nullable Cursor after, Instant now, int limit) {
        return jdbc.sql(READ + """
                         where job.task_name = any(:names)
                          and (cast(:status as text) is null or job.status = :status)
                          and (cast(:afterAt as timestamptz) is null
                               or (job.at, job.task_name, job.task_instance)
                                  > (:afterAt, cast(:afterName as text), cast(:afterInstance as text)))
                        order by job.at, job.task_name, job.task_instance
                        limit :limit""")
                .param("names", names)
                .param("status", status)
                .param("afterAt", after == null ? null : Sql.time(after.instant(0)))
                .param("afterName", after == null ? null : after.text(1))
                .param("afterInstance", after == null ? null : after.text(2))
                .param("now", Sql.time(now))
                .param("limit", limit)
                .query(JobRepository::read)
                .list();
    }

    List<JobBoard.Count> count(String[] names, Instant now) {
        return jdbc.sql(JOB + """
                        select job.status, count(*) as jobs from job where job.task_name = any(:names)
                        group by job.status""")
                .param("names", names)
                .param("now", Sql.time(now))
                .query((row, index) ->
                        new JobBoard.Count(JobBoard.Status.valueOf(row.getString("status")), row.getInt("jobs")))
                .list();
    }

    /// Runs of each hour, the hours without any too.
    List<JobBoard.Hour> throughput(Instant from, Instant until) {
        return jdbc.sql("""
                        select hour.at, count(run.id) filter (where run.outcome <> 'FAILED') as done,
                               count(run.id) filter (where run.outcome = 'FAILED') as failed
                        from generate_series(date_trunc('hour', cast(:from as timestamptz), 'UTC'), :until,
                                             interval '1 hour') as hour(at)
                        left join platform.job_run run
                            on run.finished_at >= hour.at and run.finished_at < hour.at + interval '1 hour'
                        group by hour.at order by hour.at""")
                .param("from", Sql.time(from))
                .param("until", Sql.time(until))
                .query((row, index) ->
                        new JobBoard.Hour(Sql.instant(row, "at"), row.getInt("done"), row.getInt("failed")))
                .list();
    }

    /// The newest first.
    List<JobBoard.RunRow> runs(
            @Nullable String name,
            @Nullable String instance,
            JobBoard.@Nullable Outcome outcome,
            @Nullable Cursor after,
            int limit) {
        return jdbc.sql("""
                        select id, task_name, task_instance, started_at, finished_at, outcome, attempt, node, reason
                        from platform.job_run
                        where (cast(:name as text) is null or task_name = :name)
                          and (cast(:instance as text) is null or task_instance = :instance)
                          and (cast(:outcome as text) is null or outcome = :outcome)
                          and (cast(:after as bigint) is null or id < :after)
                        order by id desc limit :limit""")
                .param("name", name)
                .param("instance", instance)
                .param("outcome", outcome == null ? null : outcome.name())
                .param("after", after == null ? null : after.whole(0))
                .param("limit", limit)
                .query((row, index) -> new JobBoard.RunRow(
                        row.getLong("id"),
                        new JobId(row.getString("task_name"), row.getString("task_instance")),
                        Sql.instant(row, "started_at"),
                        Sql.instant(row, "finished_at"),
                        JobBoard.Outcome.valueOf(row.getString("outcome")),
                        row.getInt("attempt"),
                        row.getString("node"),
                        row.getString("reason")))
                .list();
    }

    private static JobBoard.Row read(ResultSet row, int index) throws SQLException {
        return new JobBoard.Row(
                new JobId(row.getString("task_name"), row.getString("task_instance")),
                JobBoard.Status.valueOf(row.getString("status")),
                Sql.instant(row, "at"),
                row.getString("node"),
                row.getInt("failures"),
                Sql.instantOrNull(row, "last_success"),
                Sql.instantOrNull(row, "failed_at"),
                row.getString("reason"),
                row.getObject("done", Long.class),
                row.getObject("total", Long.class),
                row.getBoolean("cancelled"));
    }
}
