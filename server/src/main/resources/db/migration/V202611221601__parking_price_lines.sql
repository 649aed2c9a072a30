-- A line's unit price is a decimal now, which may be finer than the currency's smallest unit; the words of older lines say it.
update parking.reservation
set lines = (select jsonb_agg(line - 'unitPrice' order by place)
             from jsonb_array_elements(lines) with ordinality as each (line, place))
where jsonb_typeof(lines -> 0 -> 'unitPrice') = 'object';
