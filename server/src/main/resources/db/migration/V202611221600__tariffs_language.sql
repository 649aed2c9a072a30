-- Tariffs are documents of the tariff language from here on; what was published before is written in it, at the same prices.
alter table tariffs.version add column ends_at timestamptz;
alter table tariffs.version add constraint ends_after_it_begins check (ends_at > effective_from);

create function tariffs.amount(minor bigint, currency text) returns text language sql immutable as $$
    select case
        when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV',
                          'XAF', 'XOF', 'XPF') then minor::text
        when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then round(minor / 1000.0, 3)::text
        else round(minor / 100.0, 2)::text
    end
$$;

create function tariffs.in_the_language(old jsonb, currency text) returns jsonb language plpgsql immutable as $$
declare
    every_kind constant jsonb := '["STANDARD", "COMPACT", "ACCESSIBLE", "EV_CHARGING", "MOTORCYCLE", "OVERSIZE"]';
    rate jsonb;
    kinds jsonb;
    others jsonb := '[]';
    called text;
    rates jsonb := '[]';
    caps jsonb := '[]';
    free jsonb := '[]';
begin
    select coalesce(jsonb_agg(kind), '[]') into others
    from jsonb_array_elements(old -> 'rates') each, jsonb_array_elements(coalesce(each -> 'kinds', '[]')) kind;
    for rate in select each from jsonb_array_elements(old -> 'rates') each loop
        kinds := coalesce(rate -> 'kinds', '[]');
        called := case when kinds = '[]' then 'Parking'
                       else (select string_agg(initcap(replace(kind, '_', ' ')), ', ') from jsonb_array_elements_text(kinds) kind)
                  end;
        rates := rates || jsonb_strip_nulls(jsonb_build_object(
            'name', called,
            'for', case when kinds <> '[]' then jsonb_build_object('kinds', kinds) end,
            'steps', jsonb_build_array(jsonb_build_object(
                'perMinutes', rate -> 'unitMinutes',
                'add', tariffs.amount((rate ->> 'unitPriceMinor')::bigint, currency),
                'count', 'STARTED')),
            'restarts', case when rate ->> 'dailyCapMinor' is null then '{"every": "STAY"}'::jsonb
                             else '{"every": "HOURS", "hours": 24}'::jsonb end));
        if rate ->> 'dailyCapMinor' is not null then
            caps := caps || jsonb_build_object(
                'name', '24 hours at most',
                'amount', tariffs.amount((rate ->> 'dailyCapMinor')::bigint, currency),
                'rates', jsonb_build_array(called),
                'per', '{"every": "HOURS", "hours": 24}'::jsonb);
        end if;
        if coalesce((rate ->> 'freeMinutes')::int, 0) > 0 then
            free := free || jsonb_strip_nulls(jsonb_build_object(
                'minutes', rate -> 'freeMinutes',
                'whenExceeded', 'CHARGED_FROM_ENTRY',
                'for', case
                    when kinds <> '[]' then jsonb_build_object('kinds', kinds)
                    when others <> '[]' then jsonb_build_object(
                        'kinds',
                        (select jsonb_agg(kind) from jsonb_array_elements(every_kind) kind where not others @> kind))
                end));
        end if;
    end loop;
    return jsonb_build_object(
        'clock', 'ELAPSED', 'seconds', 'COUNTED', 'whenRatesChange', 'UNIT_IS_CUT', 'outsideRates', 'REFUSED',
        'rounding', jsonb_build_object('to', tariffs.amount(1, currency), 'mode', 'HALF_UP'),
        'rates', rates, 'caps', caps, 'free', free);
end $$;

alter table tariffs.version disable trigger immutable_in_force;
update tariffs.version
set document = tariffs.in_the_language(document, lot.currency)
from lots.lot
where lot.id = version.lot_id and not document ? 'clock';
alter table tariffs.version enable trigger immutable_in_force;

drop function tariffs.in_the_language;
drop function tariffs.amount;

-- A version in force can be given an end, once, and nothing else of it changes.
create or replace function tariffs.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.effective_from > now() then
        return old;
    end if;
    if tg_op = 'UPDATE' and old.ends_at is null and new.ends_at is not null
        and (to_jsonb(new) - 'ends_at') = (to_jsonb(old) - 'ends_at') then
        return new;
    end if;
    raise exception 'a tariff version in force is immutable';
end $$;
