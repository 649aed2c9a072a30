-- The tax inside the price, as the tariff has it; its amount follows.
alter table parking.reservation add column tax_name text;
alter table parking.reservation add column tax_percent numeric(6, 3);
alter table parking.reservation add constraint tax_has_a_name check ((tax_name is null) = (tax_percent is null));

update parking.reservation
set tax_name = version.document -> 'tax' ->> 'name', tax_percent = (version.document -> 'tax' ->> 'percent')::numeric
from tariffs.version
where version.id = tariff_version_id and version.document -> 'tax' is not null;

-- What a reservation asks for, as far as it decides by itself: prices may be corrected besides.
create function parking.asks(status text, payment_policy text, price_minor bigint, kept_minor bigint)
returns bigint language sql immutable as $$
    select case
        when status in ('HELD', 'EXPIRED') then 0
        when status = 'CANCELLED' then kept_minor
        when status = 'COMPLETED' or payment_policy = 'PAY_WHEN_RESERVING' then price_minor
        else 0
    end
$$;

insert into payments.item (subject_id, operator_id, lot_id, kind, amount_minor, tax_minor, tax_name, tax_percent, currency, created_at)
select id, operator_id, lot_id, 'STAY', asked, payments.tax_within(asked, tax_percent), tax_name, tax_percent, currency,
    coalesce(checked_out_at, cancelled_at, created_at)
from parking.reservation cross join lateral (values (parking.asks(status, payment_policy, price_minor, kept_minor))) as due (asked)
where asked > 0;
