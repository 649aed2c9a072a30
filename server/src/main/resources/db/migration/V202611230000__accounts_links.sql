-- When somebody showed that mails to the address reach them.
alter table accounts.account add column email_confirmed_at timestamptz;

-- What a mail's link opens, once and for a time. The token itself is nowhere in the database: it is computed from the id
-- with a key that only the server has.
create table accounts.link (
    id         uuid        primary key default uuidv7(),
    purpose    text        not null check (purpose in ('PASSWORD_RESET', 'EMAIL_CONFIRMATION')),
    account_id uuid        not null references accounts.account,
    -- SHA-256 of the token.
    hash       bytea       not null unique check (length(hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    constraint lives_for_a_time check (expires_at > created_at)
);
create index on accounts.link (account_id) where used_at is null;
create index on accounts.link (expires_at);
