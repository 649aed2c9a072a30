create schema lots;

-- Immutable, so that it can feed a generated column: the dictionary is named, hence fixed.
create function lots.fold(words text) returns text language sql immutable parallel safe strict
    return lower(public.unaccent('public.unaccent'::regdictionary, words));

-- Folded, punctuation gone, each word after a space: what is looked for is "% word%", and holds no wildcard of its own.
create function lots.words(words text) returns text language sql immutable parallel safe strict
    return ' ' || translate(lots.fold(words), '.,;:!?/\|()[]{}<>-_''"`&#+*%=~@$^', repeat(' ', 32));

-- Great-circle distance of two (longitude, latitude) points by the haversine formula, on a sphere of the mean radius.
-- Not "strict", which would keep it from being inlined: fifty times slower.
create function lots.meters(a point, b point) returns double precision language sql immutable parallel safe
    return 2 * 6371008.8 * asin(least(1, sqrt(
        sin(radians(b[1] - a[1]) / 2) ^ 2
            + cos(radians(a[1])) * cos(radians(b[1])) * sin(radians(b[0] - a[0]) / 2) ^ 2)));

create table lots.operator (
    id            uuid        primary key default uuidv7(),
    name          text        not null check (length(name) between 1 and 120),
    legal_name    text        check (length(legal_name) <= 200),
    support_email text        check (length(support_email) <= 254),
    support_phone text        check (length(support_phone) <= 40),
    created_at    timestamptz not null
);

create table lots.lot (
    id                          uuid        primary key default uuidv7(),
    operator_id                 uuid        not null references lots.operator,
    name                        text        not null check (length(name) between 1 and 120),
    address                     text        not null check (length(address) between 1 and 200),
    city                        text        not null check (length(city) between 1 and 100),
    pin_code                    text        not null check (length(pin_code) between 1 and 20),
    -- (longitude, latitude) in degrees
    position                    point       not null check (position[0] between -180 and 180 and position[1] between -90 and 90),
    time_zone                   text        not null,
    currency                    text        not null check (currency ~ '^[A-Z]{3}$'),
    opening_hours               jsonb       not null default '[]',
    entry_notes                 text        check (length(entry_notes) <= 2000),
    payment_policy              text        not null check (payment_policy in ('PAY_WHEN_RESERVING', 'PAY_ON_LEAVING')),
    free_until_minutes_before   int         not null default 60 check (free_until_minutes_before between 0 and 43200),
    late_refund_percent         int         not null default 50 check (late_refund_percent between 0 and 100),
    no_show_after_minutes       int         not null default 60 check (no_show_after_minutes between 5 and 10080),
    archived_at                 timestamptz,
    version                     int         not null default 1,
    created_at                  timestamptz not null,
    folded_name                 text        not null generated always as (lots.fold(name)) stored,
    search                      text        not null generated always as
        (lots.words(name || ' ' || address || ' ' || city || ' ' || pin_code)) stored
);
create index on lots.lot using gist (position);
-- Searched all the time and changed rarely: no list of changes that every search has to read besides.
create index on lots.lot using gin (search gin_trgm_ops) with (fastupdate = off);
create index on lots.lot (folded_name, id);
create index on lots.lot (operator_id);

-- Lots that have something like each of these words, the longest of which is looked up in the index. A function, since
-- the threshold of the index's operator is a setting. Of a word that more lots have than anybody reads through, only the
-- first thousand are compared closely: that keeps a misspelt "parking" from costing a third of a second.
create function lots.similar(longest text, words text[]) returns table (id uuid, similarity double precision)
    language sql stable parallel safe
    set pg_trgm.word_similarity_threshold = 0.4
    as $$
        select candidate.id, found.average
        from (select lot.id, lot.search from lots.lot where longest operator(public.<%) lot.search limit 1000) as candidate
        cross join lateral (
            select min(each.similarity) as least, avg(each.similarity) as average
            from (select public.word_similarity(word, candidate.search) as similarity from unnest(words) as word) as each
        ) as found
        where found.least >= 0.4
    $$;

create table lots.closure (
    id         uuid        primary key default uuidv7(),
    lot_id     uuid        not null references lots.lot,
    during     tstzrange   not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    reason     text        check (length(reason) <= 200),
    created_at timestamptz not null
);
create index on lots.closure using gist (lot_id, during);

create table lots.level (
    id      uuid primary key default uuidv7(),
    lot_id  uuid not null references lots.lot,
    name    text not null check (length(name) between 1 and 60),
    ordinal int  not null,
    constraint one_level_per_name unique (lot_id, name),
    unique (lot_id, id)
);

create table lots.spot (
    id         uuid        primary key default uuidv7(),
    lot_id     uuid        not null references lots.lot,
    level_id   uuid        not null,
    label      text        not null check (length(label) between 1 and 20),
    -- Where it stands in the order in which spots are given out: nearest to the entrance first.
    ordinal    int         not null,
    kind       text        not null check (kind in ('STANDARD', 'COMPACT', 'ACCESSIBLE', 'EV_CHARGING', 'MOTORCYCLE', 'OVERSIZE')),
    in_service boolean     not null default true,
    created_at timestamptz not null,
    constraint one_spot_per_label unique (lot_id, label),
    unique (lot_id, id),
    foreign key (lot_id, level_id) references lots.level (lot_id, id)
);
create index spot_by_kind on lots.spot (lot_id, kind, ordinal, id) where in_service;
