-- What a provider told of and could not be kept: asked for again, however many later ones were kept meanwhile.
create table payouts.left_out (
    provider     text        not null,
    provider_ref text        not null,
    paid_at      timestamptz not null,
    left_at      timestamptz not null,
    constraint each_left_once primary key (provider, provider_ref)
);
