-- What is ours agrees with one line of its direction, also where two payouts that name it are kept at once: the later one
-- is refused then, and asked for again. Lines of nothing take nothing.
create unique index matched_once on payouts.line (source_id, kind, sign(amount_minor))
    where state = 'MATCHED' and amount_minor <> 0;
