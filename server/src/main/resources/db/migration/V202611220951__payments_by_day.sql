-- Revenue is asked for by lot and day of the lot's calendar; by operator, it is asked for lot by lot.
drop index payments.charge_operator_id_succeeded_at_idx;
create index taken_by_lot on payments.charge (lot_id, succeeded_at) where status = 'SUCCEEDED';
create index given_back on payments.refund (created_at) where status <> 'FAILED';
