-- Who does not come is asked for nothing else than was paid: where a part was not, what is kept says so. Elsewhere the
-- price stays, as it was.
alter table parking.reservation
    drop constraint cancelled_keeps_something,
    add constraint cancelled_keeps_something check (case status
        when 'CANCELLED' then kept_minor is not null
        when 'NO_SHOW' then true
        else kept_minor is null
    end);

create or replace function parking.asks(status text, payment_policy text, price_minor bigint, kept_minor bigint)
returns bigint language sql immutable as $$
    select case
        when status in ('HELD', 'EXPIRED') then 0
        when kept_minor is not null then kept_minor
        when status = 'COMPLETED' or payment_policy = 'PAY_WHEN_RESERVING' then price_minor
        else 0
    end
$$;
