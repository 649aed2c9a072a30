-- Browsers that show what somebody is told, through the push service of whoever made them.
create table notifications.browser (
    id           uuid        primary key default uuidv7(),
    account_id   uuid        not null references accounts.account,
    -- Where its messages go. A browser belongs to whoever switched it on last.
    endpoint     text        not null unique check (length(endpoint) <= 1000),
    -- What only this browser can read is encrypted for these (RFC 8291).
    p256dh       bytea       not null check (length(p256dh) = 65),
    auth         bytea       not null check (length(auth) = 16),
    name         text        not null check (length(name) between 1 and 60),
    created_at   timestamptz not null,
    last_told_at timestamptz
);
create index on notifications.browser (account_id, id);

alter table notifications.choice
    drop constraint choice_channels_check,
    add constraint choice_channels_check check (
        channels <@ array['EMAIL', 'SMS', 'CHAT', 'PUSH'] and array_position(channels, null) is null);

alter table notifications.message
    drop constraint message_channel_check,
    add constraint message_channel_check check (channel in ('EMAIL', 'SMS', 'CHAT', 'PUSH')),
    -- Browsers that have it already: another attempt leaves them alone.
    add column reached uuid[] not null default '{}';
