-- What is owed for a subject, item by item: an amount is never edited; what becomes cheaper gets an item below zero.
create table payments.item (
    id           uuid          primary key default uuidv7(),
    subject_id   uuid          not null,
    operator_id  uuid          not null,
    lot_id       uuid          not null,
    kind         text          not null check (kind in ('STAY', 'CHANGE', 'OVERSTAY', 'LOST_TICKET', 'CANCELLATION', 'CORRECTION')),
    amount_minor bigint        not null,
    -- The part of it that is tax.
    tax_minor    bigint        not null,
    tax_name     text,
    tax_percent  numeric(6, 3),
    currency     text          not null check (currency ~ '^[A-Z]{3}$'),
    -- Of a correction, in its author's words.
    reason       text,
    account_id   uuid,
    created_at   timestamptz   not null,
    constraint changes_something check (amount_minor <> 0 or tax_minor <> 0),
    constraint corrections_say_why check ((kind = 'CORRECTION') = (reason is not null and account_id is not null))
);
create index item_of_subject on payments.item (subject_id);

create function payments.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'items are only added to: %', lower(tg_op)
        using errcode = 'restrict_violation', constraint = 'items_are_only_added_to';
end $$;
create trigger items_are_only_added_to before update or delete or truncate on payments.item
    for each statement execute function payments.refuse_change();

-- The tax inside an amount that includes it, rounded half up.
create function payments.tax_within(amount_minor bigint, percent numeric) returns bigint language sql immutable as $$
    select coalesce(round(amount_minor * percent / (100 + percent)), 0)::bigint
$$;

-- Whoever adds items to one subject does so one after the other; nobody is ever owed less than nothing.
create function payments.refuse_negative_debt() returns trigger language plpgsql as $$
begin
    if exists (select from payments.item
               where subject_id in (select subject_id from added)
               group by subject_id having sum(amount_minor) < 0) then
        raise exception 'less than nothing would be owed'
            using errcode = 'check_violation', constraint = 'owed_is_not_negative';
    end if;
    return null;
end $$;
create trigger owed_is_not_negative after insert on payments.item referencing new table as added
    for each statement execute function payments.refuse_negative_debt();

-- From here on the ledger follows by itself, in the transaction of whatever happens: no code can forget it.
create function payments.post_items() returns trigger language plpgsql as $$
begin
    insert into ledger.transfer (at, operator_id, lot_id, subject_id, event, source_id,
        debit, debit_part, credit, credit_part, amount_minor, currency)
    select created_at, operator_id, lot_id, subject_id, 'OWED', id,
        case when amount > 0 then 'RECEIVABLE' else against end, case when amount > 0 then '' else part end,
        case when amount > 0 then against else 'RECEIVABLE' end, case when amount > 0 then part else '' end,
        abs(amount), currency
    from added
    cross join lateral (values
        -- Revenue that is taken back is not hidden in the revenue.
        (amount_minor - tax_minor, case when amount_minor - tax_minor > 0 then 'REVENUE' else 'REFUNDS' end, ''),
        (tax_minor, 'TAX', coalesce(tax_name || ' ' || trim_scale(tax_percent) || ' %', ''))
    ) as side (amount, against, part)
    where amount <> 0;
    return null;
end $$;
create trigger items_are_posted after insert on payments.item referencing new table as added
    for each statement execute function payments.post_items();

-- Cash has a drawer, told by the charge's provider_ref; everything else stands with its provider.
create function payments.money_account(provider text) returns text language sql immutable as $$
    select case when provider = 'cash' then 'CASH' else 'CLEARING' end
$$;

create function payments.post_charges(charges uuid[]) returns void language sql as $$
    insert into ledger.transfer (at, operator_id, lot_id, subject_id, event, source_id,
        debit, debit_part, credit, amount_minor, currency)
    select succeeded_at, operator_id, lot_id, subject_id, 'CAPTURED', id,
        payments.money_account(provider), case when provider = 'cash' then provider_ref else provider end,
        'RECEIVABLE', amount_minor, currency
    from payments.charge
    where id = any(charges)
$$;

create function payments.post_new_charges() returns trigger language plpgsql as $$
begin
    perform payments.post_charges(array(select id from added where status = 'SUCCEEDED'));
    return null;
end $$;
create trigger new_charges_are_posted after insert on payments.charge referencing new table as added
    for each statement execute function payments.post_new_charges();

create function payments.post_captures() returns trigger language plpgsql as $$
begin
    perform payments.post_charges(array(
        select id from after join before using (id)
        where after.status = 'SUCCEEDED' and before.status <> 'SUCCEEDED'));
    return null;
end $$;
create trigger captures_are_posted after update on payments.charge
    referencing old table as before new table as after
    for each statement execute function payments.post_captures();

-- The drawer that cash was handed out of; null for other providers, and until then.
alter table payments.refund add column paid_from text;

-- Given back; or come back again, as banks sometimes let it.
create function payments.post_refunds(refunds uuid[], what text) returns void language sql as $$
    insert into ledger.transfer (at, operator_id, lot_id, subject_id, event, source_id,
        debit, debit_part, credit, credit_part, amount_minor, currency)
    select coalesce(refund.settled_at, refund.created_at), operator_id, lot_id, subject_id, what, refund.id,
        case when what = 'REFUNDED' then 'RECEIVABLE' else account end, case when what = 'REFUNDED' then '' else part end,
        case when what = 'REFUNDED' then account else 'RECEIVABLE' end, case when what = 'REFUNDED' then part else '' end,
        refund.amount_minor, refund.currency
    from payments.refund join payments.charge on charge.id = refund.charge_id
    cross join lateral (values (
        payments.money_account(provider),
        case when provider = 'cash' then coalesce(refund.paid_from, provider_ref) else provider end)) as money (account, part)
    where refund.id = any(refunds)
$$;

create function payments.post_new_refunds() returns trigger language plpgsql as $$
begin
    perform payments.post_refunds(array(select id from added where status = 'SUCCEEDED'), 'REFUNDED');
    return null;
end $$;
create trigger new_refunds_are_posted after insert on payments.refund referencing new table as added
    for each statement execute function payments.post_new_refunds();

create function payments.post_refund_changes() returns trigger language plpgsql as $$
begin
    perform payments.post_refunds(array(
        select id from after join before using (id)
        where after.status = 'SUCCEEDED' and before.status <> 'SUCCEEDED'), 'REFUNDED');
    perform payments.post_refunds(array(
        select id from after join before using (id)
        where after.status = 'FAILED' and before.status = 'SUCCEEDED'), 'REFUND_RETURNED');
    return null;
end $$;
create trigger refund_changes_are_posted after update on payments.refund
    referencing old table as before new table as after
    for each statement execute function payments.post_refund_changes();

-- A change of what is owed that a person decided on. A large one waits for somebody else to agree.
create table payments.correction (
    id           uuid        primary key default uuidv7(),
    subject_id   uuid        not null,
    operator_id  uuid        not null,
    lot_id       uuid        not null,
    -- Below zero: less is owed.
    amount_minor bigint      not null check (amount_minor <> 0),
    currency     text        not null,
    reason       text        not null check (length(reason) between 1 and 200),
    status       text        not null check (status in ('AWAITING_APPROVAL', 'APPLIED', 'REJECTED')),
    asked_by     uuid        not null,
    asked_at     timestamptz not null,
    decided_by   uuid,
    decided_at   timestamptz,
    constraint nobody_approves_their_own check (decided_by <> asked_by),
    constraint rejected_by_somebody check (status <> 'REJECTED' or decided_by is not null)
);
create index correction_of_subject on payments.correction (subject_id);
create index correction_by_operator on payments.correction (operator_id, asked_at desc, id desc);

-- What was taken and given back before there was a ledger.
select payments.post_charges(array(select id from payments.charge where status = 'SUCCEEDED'));
select payments.post_refunds(array(select id from payments.refund where status = 'SUCCEEDED'), 'REFUNDED');
