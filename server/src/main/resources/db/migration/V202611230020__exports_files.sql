create schema exports;

-- A file that somebody asked for. Each run of its job has a number and only the latest may write: whoever runs on though
-- another process has taken over finds that its number is not current any more, and stops.
create table exports.export (
    id          uuid        primary key default uuidv7(),
    account_id  uuid        not null references accounts.account,
    kind        text        not null check (kind ~ '^[A-Z_]{1,40}$'),
    format      text        not null check (format in ('CSV', 'XLSX', 'PDF')),
    -- As it was asked for: the list's filters.
    request     jsonb       not null,
    file_name   text        not null check (length(file_name) between 1 and 200),
    status      text        not null default 'QUEUED'
                            check (status in ('QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED')),
    -- Of so many that a person may have under way; absent for what no person asked for.
    slot        int         check (slot > 0),
    run         int         not null default 0 check (run >= 0),
    rows_done   bigint      not null default 0 check (rows_done >= 0),
    rows_total  bigint      check (rows_total >= 0),
    size_bytes  bigint      check (size_bytes > 0),
    -- Whether the pieces are gzip; the size is that of the file.
    packed      boolean     not null default false,
    failure     text        check (failure in ('TOO_LARGE', 'NOT_ALLOWED', 'INTERNAL')),
    created_at  timestamptz not null,
    finished_at timestamptz,
    expires_at  timestamptz not null,
    constraint what_was_ready_has_a_size check ((status in ('READY', 'EXPIRED')) = (size_bytes is not null)),
    constraint what_failed_says_why check ((status = 'FAILED') = (failure is not null)),
    constraint what_is_over_has_a_time check ((status in ('QUEUED', 'RUNNING')) = (finished_at is null))
);

-- Whoever asks at once from several pages gets as many under way as there are slots.
create unique index one_at_a_time_per_slot on exports.export (account_id, slot) where status in ('QUEUED', 'RUNNING');
create index of_account on exports.export (account_id, id desc);
create index to_expire on exports.export (expires_at) where status = 'READY';
create index to_forget on exports.export (created_at);

-- The bytes of a file in order. They stay here, rather than on a disk, so that any process can write them and any other
-- hand them out.
create table exports.piece (
    export_id uuid  not null references exports.export on delete cascade,
    ordinal   int   not null check (ordinal >= 0),
    bytes     bytea not null check (octet_length(bytes) between 1 and 1048576),
    primary key (export_id, ordinal)
);

-- What is packed cannot be packed again.
alter table exports.piece alter column bytes set storage external;
