create schema payments;

-- Money asked for a subject (a reservation, to whoever reads it: this module does not know what it is).
create table payments.charge (
    id             uuid        primary key default uuidv7(),
    subject_id     uuid        not null,
    operator_id    uuid        not null,
    account_id     uuid,
    lot_id         uuid        not null,
    description    text        not null,
    amount_minor   bigint      not null check (amount_minor > 0),
    currency       text        not null check (currency ~ '^[A-Z]{3}$'),
    status         text        not null check (status in ('OPEN', 'SUCCEEDED', 'FAILED', 'EXPIRED')),
    provider       text        not null,
    provider_ref   text,
    checkout_url   text,
    expires_at     timestamptz,
    failure        text,
    created_at     timestamptz not null,
    succeeded_at   timestamptz,
    constraint success_has_a_time check ((status = 'SUCCEEDED') = (succeeded_at is not null)),
    constraint one_charge_per_provider_ref unique (provider, provider_ref)
);
create unique index one_open_charge_per_subject on payments.charge (subject_id) where status = 'OPEN';
create index on payments.charge (subject_id);
create index on payments.charge (operator_id, succeeded_at) where status = 'SUCCEEDED';
create index on payments.charge (account_id, created_at desc);

create table payments.refund (
    id           uuid        primary key default uuidv7(),
    charge_id    uuid        not null references payments.charge,
    -- Asking twice for the same reason gives back once.
    reason       text        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    currency     text        not null,
    status       text        not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
    failure      text,
    created_at   timestamptz not null,
    settled_at   timestamptz,
    constraint one_refund_per_reason unique (charge_id, reason)
);

-- Never more back than was taken, whoever asks at once: the charge's row is locked while its refunds are added up.
create function payments.refuse_excess_refund() returns trigger language plpgsql as $$
declare
    taken bigint;
    back  bigint;
begin
    select case when status = 'SUCCEEDED' then amount_minor else 0 end into taken
        from payments.charge where id = new.charge_id for no key update;
    select coalesce(sum(amount_minor), 0) into back
        from payments.refund where charge_id = new.charge_id and status <> 'FAILED' and id <> new.id;
    if new.status <> 'FAILED' and back + new.amount_minor > taken then
        raise exception 'refunds of charge % would exceed what was captured', new.charge_id
            using errcode = 'check_violation', constraint = 'refunds_within_capture';
    end if;
    return new;
end $$;

create trigger refunds_within_capture before insert or update on payments.refund
    for each row execute function payments.refuse_excess_refund();

-- What providers told us, each event once: the row is written in the transaction that applies it.
create table payments.provider_event (
    provider    text        not null,
    event_id    text        not null,
    kind        text        not null,
    received_at timestamptz not null,
    primary key (provider, event_id)
);
create index on payments.provider_event (received_at);
