-- How somebody wants to be reached, besides their e-mail address.
create table notifications.preference (
    account_id  uuid primary key references accounts.account,
    time_zone   text not null check (length(time_zone) between 1 and 64),
    -- By the clocks of that zone; over midnight where it ends before it begins.
    quiet_from  time,
    quiet_until time,
    phone       text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    -- An incoming webhook of Google Chat: whoever knows it can write there.
    chat_url    text check (length(chat_url) <= 500),
    constraint quiet_from_until check ((quiet_from is null) = (quiet_until is null) and quiet_from <> quiet_until)
);
create index who_wants on notifications.choice (kind) where cardinality(channels) > 0;
