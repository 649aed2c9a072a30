-- When the provider was last asked what became of it, and when it said that nothing more will.
alter table payments.charge add column asked_at timestamptz;
alter table payments.charge add column closed_at timestamptz;
create index unfinished_charges on payments.charge (provider, created_at)
    where status in ('OPEN', 'EXPIRED') and closed_at is null;

alter table payments.refund add column asked_at timestamptz;
create index unfinished_refunds on payments.refund (created_at) where status = 'PENDING';
