-- A spot is not held for the payment longer than it would be kept for a car that does not come: money taken then would
-- be for nothing.
update parking.reservation set hold_until = no_show_at where hold_until > no_show_at;
alter table parking.reservation add constraint held_while_kept check (hold_until <= no_show_at);
