-- How jobs ended. Those that recur often leave a row only where it says something: see JobRuns.
create table platform.job_run (
    id            bigint      primary key generated always as identity,
    task_name     text        not null,
    task_instance text        not null,
    started_at    timestamptz not null,
    finished_at   timestamptz not null,
    outcome       text        not null check (outcome in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'HANDED_BACK')),
    attempt       int         not null check (attempt > 0),
    node          text,
    reason        text,
    constraint failed_for_a_reason check ((outcome = 'FAILED') = (reason is not null)),
    check (finished_at >= started_at)
);
create index job_run_of_instance on platform.job_run (task_name, task_instance, id desc);
create index job_run_by_time on platform.job_run (finished_at);
create index job_run_failed on platform.job_run (id desc) where outcome = 'FAILED';

-- How far a running job is, and whether somebody wants it stopped. Gone when it ends.
create table platform.job_progress (
    task_name     text        not null,
    task_instance text        not null,
    done          bigint      check (done >= 0),
    total         bigint      check (total >= 0),
    cancelled     boolean     not null default false,
    at            timestamptz not null,
    primary key (task_name, task_instance)
);
