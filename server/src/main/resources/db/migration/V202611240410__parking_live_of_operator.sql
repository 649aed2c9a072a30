-- "Who is inside, who is to come?", without reading what is over.
create index live_of_operator on parking.reservation (operator_id, from_at desc, id desc)
    where status in ('HELD', 'CONFIRMED', 'CHECKED_IN');
