-- Terms that some kinds of spots have instead of the lot's: a list of (kind, freeUntilMinutesBefore, lateRefundPercent),
-- each kind at most once. There are six kinds.
alter table lots.lot add column cancellation_exceptions jsonb not null default '[]'
    check (case jsonb_typeof(cancellation_exceptions)
        when 'array' then jsonb_array_length(cancellation_exceptions) <= 6
        else false end);
