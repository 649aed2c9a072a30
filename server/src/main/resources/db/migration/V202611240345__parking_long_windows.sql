-- "Who is here on this day?", without reading all that was over long before: nearly all windows begin within the week
-- before, and the longer ones are few.
create index long_of_operator on parking.reservation (operator_id, from_at desc, id desc)
    where until_at - from_at > interval '7 days';
create index long_of_lot on parking.reservation (lot_id, from_at desc, id desc)
    where until_at - from_at > interval '7 days';
