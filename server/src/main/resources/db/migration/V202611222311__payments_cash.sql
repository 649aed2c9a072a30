-- A provider has a name for each charge; of cash it is the drawer, which takes many.
alter table payments.charge drop constraint one_charge_per_provider_ref;
create unique index one_charge_per_provider_ref on payments.charge (provider, provider_ref) where provider <> 'cash';
alter table payments.charge add constraint cash_has_a_drawer check (provider <> 'cash' or provider_ref is not null);

-- What waits to be handed out.
create index pending_refunds on payments.refund (created_at, id) where status = 'PENDING';
