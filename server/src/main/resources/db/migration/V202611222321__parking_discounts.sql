-- The codes that a reservation carries, with what each takes off: for pricing it again.
alter table parking.reservation add column discounts jsonb not null default '[]';
