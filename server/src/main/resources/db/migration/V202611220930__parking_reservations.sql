create schema parking;

create table parking.reservation (
    id                uuid        primary key default uuidv7(),
    -- What people say and type; unlike the id it is short.
    number            bigint      not null generated always as identity (start with 100001),
    operator_id       uuid        not null,
    lot_id            uuid        not null,
    spot_id           uuid        not null,
    -- What was asked for and is priced; the spot given is of this kind.
    kind              text        not null,
    account_id        uuid        not null references accounts.account,
    plate             text        not null,
    -- What the spot is claimed for. Starts earlier than from_at when the car came early.
    during            tstzrange   not null,
    -- What the driver accepted and is charged from.
    from_at           timestamptz not null,
    until_at          timestamptz not null,
    status            text        not null check (status in
        ('HELD', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED', 'EXPIRED', 'CANCELLED', 'NO_SHOW')),
    drive_up          boolean     not null,
    payment_policy    text        not null check (payment_policy in ('PAY_WHEN_RESERVING', 'PAY_ON_LEAVING')),
    hold_until        timestamptz,
    no_show_at        timestamptz not null,
    tariff_version_id uuid        not null references tariffs.version,
    tariff_version    int         not null,
    price_minor       bigint      not null check (price_minor >= 0),
    currency          text        not null,
    lines             jsonb       not null,
    -- What stays owed of a cancelled reservation.
    kept_minor        bigint      check (kept_minor between 0 and price_minor),
    -- The lot's cancellation policy as it was when the driver accepted it.
    free_until        timestamptz not null,
    late_refund_percent int       not null check (late_refund_percent between 0 and 100),
    created_at        timestamptz not null,
    checked_in_at     timestamptz,
    checked_out_at    timestamptz,
    cancelled_at      timestamptz,
    version           int         not null default 1,

    -- The promise that the whole product rests on. Windows are half-open, so those that only touch do not overlap.
    constraint one_claim_per_spot
        exclude using gist (lot_id with =, spot_id with =, during with &&)
        where (status in ('HELD', 'CONFIRMED', 'CHECKED_IN')),
    -- An empty or endless range would slip past the constraint above.
    constraint window_is_bounded check
        (not isempty(during) and not lower_inf(during) and not upper_inf(during) and lower_inc(during) and not upper_inc(during)),
    constraint window_is_forward check (from_at < until_at),
    constraint held_until_a_time check ((status = 'HELD') = (hold_until is not null)),
    constraint cancelled_keeps_something check ((status = 'CANCELLED') = (kept_minor is not null)),
    constraint left_after_coming check (checked_out_at >= checked_in_at),
    foreign key (lot_id, spot_id) references lots.spot (lot_id, id)
);

create unique index one_reservation_per_number on parking.reservation (number);
-- "Which spots of this lot are taken then?", answered from the index alone.
create index live_by_lot on parking.reservation using gist (lot_id, during) include (spot_id, hold_until)
    where status in ('HELD', 'CONFIRMED', 'CHECKED_IN');
create index lapsing_holds on parking.reservation (hold_until) where status = 'HELD';
create index awaited on parking.reservation (no_show_at) where status = 'CONFIRMED';
create index inside on parking.reservation (lot_id, until_at) where status = 'CHECKED_IN';
create index live_of_account on parking.reservation (account_id) where status in ('HELD', 'CONFIRMED', 'CHECKED_IN');
create index of_account on parking.reservation (account_id, from_at desc, id desc);
create index of_operator on parking.reservation (operator_id, from_at desc, id desc);
create index of_lot on parking.reservation (lot_id, from_at desc, id desc);
create index of_spot on parking.reservation (spot_id, from_at desc, id desc);
create index plate_search on parking.reservation using gin (plate gin_trgm_ops);
