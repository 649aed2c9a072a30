create schema accounting;

-- What the proof of each day said when the day was over.
create table accounting.proof (
    operator_id uuid        not null references lots.operator,
    day         date        not null,
    green       boolean     not null,
    proved_at   timestamptz not null,
    checks      jsonb       not null,
    primary key (operator_id, day)
);
create index days_that_differ on accounting.proof (operator_id, day) where not green;

-- A day's items and refunds.
create index item_by_operator on payments.item (operator_id, created_at);
create index refund_by_settlement on payments.refund (settled_at) where status = 'SUCCEEDED';

-- Cars that are counted in must have come, and those that left must have left.
alter table parking.reservation add constraint inside_since_a_time
    check ((status in ('CHECKED_IN', 'COMPLETED')) = (checked_in_at is not null));
alter table parking.reservation add constraint left_at_a_time
    check ((status = 'COMPLETED') = (checked_out_at is not null));
