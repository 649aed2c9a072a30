-- A payer's bank wants money back. What becomes of it is the provider's to tell, in whatever order.
create table payments.dispute (
    id           uuid        primary key default uuidv7(),
    charge_id    uuid        not null references payments.charge,
    provider     text        not null,
    provider_ref text        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    currency     text        not null check (currency ~ '^[A-Z]{3}$'),
    state        text        not null check (state in ('OPENED', 'WON', 'LOST')),
    reason       text        not null,
    opened_at    timestamptz not null,
    closed_at    timestamptz,
    constraint one_dispute_per_provider_ref unique (provider, provider_ref),
    constraint an_end_has_a_time check ((state = 'OPENED') = (closed_at is null))
);
create index on payments.dispute (charge_id);
create index on payments.dispute (state, id);

-- Held back while it is open; then with the provider again, or lost.
create function payments.post_dispute() returns trigger language plpgsql as $$
begin
    insert into ledger.transfer (at, operator_id, lot_id, subject_id, event, source_id,
        debit, debit_part, credit, credit_part, amount_minor, currency)
    select step.at, operator_id, lot_id, subject_id, what, new.id,
        debit, debit_part, credit, new.provider, new.amount_minor, new.currency
    from payments.charge
    cross join lateral (values
        (tg_op = 'INSERT', new.opened_at, 'DISPUTED', 'DISPUTES', new.provider, 'CLEARING'),
        (new.state = 'WON', new.closed_at, 'DISPUTE_WON', 'CLEARING', new.provider, 'DISPUTES'),
        (new.state = 'LOST', new.closed_at, 'DISPUTE_LOST', 'WRITE_OFFS', 'disputes', 'DISPUTES')
    ) as step (happens, at, what, debit, debit_part, credit)
    where charge.id = new.charge_id and happens;
    return null;
end $$;
create trigger disputes_are_posted after insert or update of state on payments.dispute
    for each row execute function payments.post_dispute();
