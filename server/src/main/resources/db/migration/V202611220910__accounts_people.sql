create schema accounts;

create table accounts.account (
    id              uuid        primary key default uuidv7(),
    name            text        not null check (length(name) between 1 and 120),
    -- Null once erased. Compared without regard to case: kept in lower case.
    email           text        unique check (email = lower(email) and length(email) <= 254),
    password_hash   text,
    status          text        not null default 'ACTIVE' check (status in ('ACTIVE', 'DEACTIVATED', 'ERASED')),
    created_at      timestamptz not null,
    last_sign_in_at timestamptz,
    constraint erased_means_nameless check ((status = 'ERASED') = (email is null)),
    constraint erased_has_no_password check (status <> 'ERASED' or password_hash is null)
);
create index account_search on accounts.account using gin ((name || ' ' || coalesce(email, '')) gin_trgm_ops);

-- One sign-in on one device. Ended by signing out, by a password change, by deactivation, or by the reuse of an
-- old refresh token. Access tokens name their session and are worth nothing once it has ended.
create table accounts.session (
    id         uuid        primary key default uuidv7(),
    account_id uuid        not null references accounts.account,
    created_at timestamptz not null,
    ended_at   timestamptz,
    ended_why  text,
    constraint ended_has_a_reason check ((ended_at is null) = (ended_why is null))
);
create index on accounts.session (account_id) where ended_at is null;

create table accounts.refresh_token (
    hash       bytea       primary key,
    session_id uuid        not null references accounts.session,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index on accounts.refresh_token (session_id);

-- A role within a scope: an operator's, or, where operator_id is null, the platform's (or one's own things, for drivers).
create table accounts.role_grant (
    id          uuid        primary key default uuidv7(),
    account_id  uuid        not null references accounts.account,
    role        text        not null check (role in ('DRIVER', 'ATTENDANT', 'OPERATOR_ADMIN', 'PLATFORM_ADMIN')),
    operator_id uuid,
    granted_at  timestamptz not null,
    granted_by  uuid        references accounts.account,
    unique nulls not distinct (account_id, role, operator_id),
    constraint operator_roles_name_their_operator check ((role in ('ATTENDANT', 'OPERATOR_ADMIN')) = (operator_id is not null))
);

create table accounts.vehicle (
    id         uuid        primary key default uuidv7(),
    account_id uuid        not null references accounts.account,
    plate      text        not null,
    name       text        check (length(name) <= 60),
    created_at timestamptz not null,
    constraint one_vehicle_per_plate unique (account_id, plate)
);
