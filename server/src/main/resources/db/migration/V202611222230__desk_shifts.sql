create schema desk;

-- A cash drawer from its opening to its count.
create table desk.shift (
    id             uuid        primary key default uuidv7(),
    operator_id    uuid        not null,
    lot_id         uuid        not null references lots.lot,
    account_id     uuid        not null references accounts.account,
    currency       text        not null check (currency ~ '^[A-Z]{3}$'),
    float_minor    bigint      not null check (float_minor >= 0),
    opened_at      timestamptz not null,
    closed_at      timestamptz,
    counted_minor  bigint      check (counted_minor >= 0),
    -- What the ledger says must be in it. Not known before it is counted, so that nobody counts towards it.
    expected_minor bigint,
    -- Of a difference, in the attendant's words.
    reason         text        check (length(reason) between 1 and 200),
    constraint closed_by_a_count check (num_nulls(closed_at, counted_minor, expected_minor) in (0, 3))
);
-- At most one drawer in a hand: the next one waits until the last is closed and its difference has a reason.
create unique index one_unfinished_shift_per_attendant on desk.shift (account_id)
    where closed_at is null or (counted_minor <> expected_minor and reason is null);
create index shift_of_operator on desk.shift (operator_id, opened_at desc, id desc);
create index shift_of_lot on desk.shift (lot_id, opened_at desc, id desc);

-- What went over the desk for a charge.
create table desk.cash_payment (
    charge_id    uuid        primary key,
    shift_id     uuid        not null references desk.shift,
    subject_id   uuid        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    given_minor  bigint      not null,
    change_minor bigint      generated always as (given_minor - amount_minor) stored,
    currency     text        not null check (currency ~ '^[A-Z]{3}$'),
    at           timestamptz not null,
    constraint paid_in_full check (given_minor >= amount_minor)
);
create index cash_payment_of_shift on desk.cash_payment (shift_id);

-- The drawer's balance in the ledger is what must be in it: the float from the safe, what was taken and handed out, and
-- after closing nothing.
create index into_drawers on ledger.transfer (debit_part) where debit = 'CASH';
create index out_of_drawers on ledger.transfer (credit_part) where credit = 'CASH';

create function desk.post_opened() returns trigger language plpgsql as $$
begin
    insert into ledger.transfer (at, operator_id, lot_id, event, source_id, debit, debit_part, credit, amount_minor, currency)
    select opened_at, operator_id, lot_id, 'SHIFT_OPENED', id, 'CASH', id::text, 'SAFE', float_minor, currency
    from added
    where float_minor > 0;
    return null;
end $$;
create trigger opened_shifts_are_posted after insert on desk.shift referencing new table as added
    for each statement execute function desk.post_opened();

create function desk.post_closed() returns trigger language plpgsql as $$
begin
    insert into ledger.transfer (at, operator_id, lot_id, event, source_id,
        debit, debit_part, credit, credit_part, amount_minor, currency)
    select after.closed_at, after.operator_id, after.lot_id, 'SHIFT_CLOSED', after.id,
        move.debit, case when move.debit = 'CASH' then after.id::text else '' end,
        move.credit, case when move.credit = 'CASH' then after.id::text else '' end,
        move.amount_minor, after.currency
    from after join before using (id)
    cross join lateral (values
        ('SAFE', 'CASH', after.counted_minor),
        ('WRITE_OFFS', 'CASH', after.expected_minor - after.counted_minor),
        ('CASH', 'WRITE_OFFS', after.counted_minor - after.expected_minor)
    ) as move (debit, credit, amount_minor)
    where before.closed_at is null and after.closed_at is not null and move.amount_minor > 0;
    return null;
end $$;
create trigger closed_shifts_are_posted after update on desk.shift
    referencing old table as before new table as after
    for each statement execute function desk.post_closed();
