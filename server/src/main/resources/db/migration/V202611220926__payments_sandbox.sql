-- Where the payer comes back to, kept so that a provider that was away is asked again for exactly the same.
alter table payments.charge add column return_to text;

create index on payments.refund (charge_id);

-- What was given back of a charge, or is on its way back.
create function payments.refunded(of_charge uuid) returns bigint language sql stable as $$
    select coalesce(sum(amount_minor), 0)::bigint from payments.refund where charge_id = of_charge and status <> 'FAILED'
$$;

-- The sandbox provider's own books: what a real provider keeps on its side. Empty outside of the demo.
create table payments.sandbox_session (
    -- Unguessable: whoever knows it may pay.
    id           text        primary key check (length(id) >= 32),
    -- The key under which it was opened: opening twice is opening once.
    charge_id    uuid        not null unique,
    description  text        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    currency     text        not null,
    return_to    text        not null,
    status       text        not null check (status in ('OPEN', 'CHALLENGED', 'PROCESSING', 'PAID', 'EXPIRED')),
    -- Paid with the card whose money takes its time; refunds to it do too.
    slow         boolean     not null default false,
    -- Why the last card was refused.
    failure      text,
    expires_at   timestamptz not null,
    created_at   timestamptz not null
);

create table payments.sandbox_refund (
    id           uuid        primary key,
    session_id   text        not null references payments.sandbox_session,
    amount_minor bigint      not null check (amount_minor > 0),
    created_at   timestamptz not null
);
create index on payments.sandbox_refund (session_id);

-- What the sandbox has to tell the shop, kept word for word so that each attempt to deliver it sends the same.
create table payments.sandbox_event (
    id           text        primary key,
    body         text        not null,
    created_at   timestamptz not null,
    delivered_at timestamptz
);
create index on payments.sandbox_event (created_at);
