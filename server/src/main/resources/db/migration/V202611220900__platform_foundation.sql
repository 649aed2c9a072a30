-- What every module stands on. All extensions are trusted ones: no superuser is needed to migrate.
create extension if not exists btree_gist with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;

-- Answers to requests that carried an Idempotency-Key, kept for a day.
create table platform.idempotent_answer (
    caller      uuid        not null,
    key         text        not null check (length(key) between 1 and 200),
    fingerprint text        not null,
    answer      text,
    created_at  timestamptz not null,
    primary key (caller, key)
);
create index on platform.idempotent_answer (created_at);

-- db-scheduler's table, as its documentation gives it.
create table platform.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index on platform.scheduled_tasks (execution_time);
create index on platform.scheduled_tasks (last_heartbeat);
