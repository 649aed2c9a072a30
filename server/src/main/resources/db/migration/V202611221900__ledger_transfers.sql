create schema ledger;

-- The chart of accounts, the same for every operator.
create table ledger.account (
    code text primary key check (code ~ '^[A-Z_]+$'),
    name text not null,
    kind text not null check (kind in ('ASSET', 'LIABILITY', 'INCOME', 'EXPENSE'))
);
insert into ledger.account (code, name, kind) values
    ('RECEIVABLE', 'Owed by drivers',             'ASSET'),
    ('CLEARING',   'Taken by payment providers',  'ASSET'),
    ('CASH',       'Cash drawers',                'ASSET'),
    ('SAFE',       'Safe',                        'ASSET'),
    ('DISPUTES',   'Held back in disputes',       'ASSET'),
    ('REVENUE',    'Parking revenue',             'INCOME'),
    ('REFUNDS',    'Reductions of revenue',       'EXPENSE'),
    ('WRITE_OFFS', 'Losses and differences',      'EXPENSE'),
    ('TAX',        'Tax on sales',                'LIABILITY');

-- Double entry, each row both of its sides: it debits one account and credits another by one amount. So no row, and no
-- set of rows, can be out of balance. An event of a source row (an item, a charge, a refund, a shift) is one transaction
-- of one or more transfers, and is written once. What was wrong is put right by a transfer the other way.
create table ledger.transfer (
    id           uuid        primary key default uuidv7(),
    at           timestamptz not null,
    operator_id  uuid        not null,
    lot_id       uuid,
    -- What it is about, where it is about one stay.
    subject_id   uuid,
    event        text        not null check (event ~ '^[A-Z_]+$'),
    source_id    uuid        not null,
    debit        text        not null references ledger.account,
    -- Which of several: a provider, a drawer, a rate of tax.
    debit_part   text        not null default '',
    credit       text        not null references ledger.account,
    credit_part  text        not null default '',
    amount_minor bigint      not null check (amount_minor > 0),
    currency     text        not null check (currency ~ '^[A-Z]{3}$'),
    constraint between_two_accounts check ((debit, debit_part) <> (credit, credit_part)),
    constraint each_event_once unique (source_id, event, debit, debit_part, credit, credit_part)
);
create index of_operator_by_time on ledger.transfer (operator_id, at, id);
create index of_subject on ledger.transfer (subject_id);

-- As accountants read it: a line for each side.
create view ledger.entry as
select id, at, operator_id, lot_id, subject_id, event, source_id, debit as account, debit_part as part,
       amount_minor as debit_minor, 0::bigint as credit_minor, currency
from ledger.transfer
union all
select id, at, operator_id, lot_id, subject_id, event, source_id, credit, credit_part, 0, amount_minor, currency
from ledger.transfer;

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what stands in the ledger stays: %', lower(tg_op)
        using errcode = 'restrict_violation', constraint = 'ledger_is_only_added_to';
end $$;

create trigger ledger_is_only_added_to before update or delete or truncate on ledger.transfer
    for each statement execute function ledger.refuse_change();
create trigger ledger_is_only_added_to before update or delete or truncate on ledger.account
    for each statement execute function ledger.refuse_change();
