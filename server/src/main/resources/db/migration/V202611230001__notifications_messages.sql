create schema notifications;

-- By which ways somebody wants to hear of a kind of message; without a row, by the usual ones.
create table notifications.choice (
    account_id uuid   not null references accounts.account,
    kind       text   not null,
    channels   text[] not null check (channels <@ array['EMAIL', 'SMS', 'CHAT'] and array_position(channels, null) is null),
    primary key (account_id, kind)
);

-- Who must be told of what. Written in the transaction of the change; composed and sent afterwards, by a job.
create table notifications.message (
    id              uuid        primary key default uuidv7(),
    kind            text        not null check (kind in (
        'WELCOME', 'EMAIL_CONFIRMATION', 'PASSWORD_RESET', 'RESERVATION_CONFIRMED', 'RESERVATION_CHANGED',
        'RESERVATION_CANCELLED', 'REMINDER', 'HOLD_LAPSING', 'OVERSTAY', 'NO_SHOW', 'RECEIPT', 'EXPORT_READY',
        'MONTHLY_REPORT', 'WAITING_FOR_YOU')),
    channel         text        not null check (channel in ('EMAIL', 'SMS', 'CHAT')),
    -- A reservation, a document, a link, an account, an export; with the version, one fact of it.
    subject_id      uuid        not null,
    version         text        not null check (length(version) <= 100),
    account_id      uuid        not null references accounts.account,
    -- In whose name it is sent; null for the installation's.
    operator_id     uuid        references lots.operator,
    -- What was so when it happened, for composing it.
    facts           jsonb       not null check (jsonb_typeof(facts) = 'object'),
    status          text        not null default 'QUEUED' check (status in ('QUEUED', 'SENT', 'FAILED', 'DROPPED')),
    due_at          timestamptz not null,
    -- Not before; while one process is sending it, until when no other one tries.
    next_attempt_at timestamptz,
    attempts        int         not null default 0 check (attempts >= 0),
    last_failure    text        check (length(last_failure) <= 500),
    created_at      timestamptz not null,
    sent_at         timestamptz,
    -- smtp, outbox, …
    carrier         text,
    address         text,
    subject         text,
    html            text,
    body            text,
    -- Whether its link is filled in when it is sent, and stands nowhere here.
    has_secret      boolean     not null default false,
    -- The same fact is never told twice.
    constraint told_once unique (kind, subject_id, version, channel),
    constraint queued_is_tried check ((status = 'QUEUED') = (next_attempt_at is not null)),
    constraint sent_has_a_time check ((status = 'SENT') = (sent_at is not null)),
    constraint failed_says_why check (status <> 'FAILED' or last_failure is not null)
);
create index queued on notifications.message (channel, next_attempt_at, id) where status = 'QUEUED';
create index on notifications.message (account_id, id desc);
create index on notifications.message (operator_id, id desc);
create index failed on notifications.message (id desc) where status = 'FAILED';
create index on notifications.message (created_at);
create index message_search on notifications.message
    using gin ((coalesce(subject, '') || ' ' || coalesce(address, '')) gin_trgm_ops);

create table notifications.attachment (
    message_id uuid  not null references notifications.message on delete cascade,
    number     int   not null check (number between 1 and 20),
    name       text  not null check (length(name) between 1 and 200),
    type       text  not null,
    -- How the HTML names it; null where it is attached only.
    content_id text,
    content    bytea not null,
    primary key (message_id, number)
);
