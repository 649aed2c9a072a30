-- "Which cars were inside between then and then?", for reports: found by the time that they overlap, so that neither
-- what lies before nor what came after is read. A stay enters this index once, when it is over.
create index finished_stays on parking.reservation using gist (lot_id, tstzrange(checked_in_at, checked_out_at))
    where status = 'COMPLETED';
