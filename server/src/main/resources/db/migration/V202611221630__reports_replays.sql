create schema reports;

-- What a draft of a tariff would have charged for stays that are over. A row is its own progress: each step takes the
-- next stays by time of entry and writes the sums and the place reached in one transaction.
create table reports.replay (
    id            uuid        primary key default uuidv7(),
    operator_id   uuid        not null references lots.operator,
    lot_id        uuid        not null references lots.lot,
    requested_by  uuid        not null,
    tariff        jsonb       not null,
    during        tstzrange   not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    status        text        not null default 'QUEUED'
                              check (status in ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    stays_total   int         not null check (stays_total >= 0),
    stays_done    int         not null default 0 check (stays_done between 0 and stays_total),
    reached_at    timestamptz,
    reached_id    uuid,
    pays_more     int         not null default 0,
    pays_less     int         not null default 0,
    pays_same     int         not null default 0,
    without_price int         not null default 0,
    before_minor  bigint      not null default 0,
    after_minor   bigint      not null default 0,
    currency      text        not null,
    largest       jsonb       not null default '[]',
    created_at    timestamptz not null,
    finished_at   timestamptz,
    check (pays_more + pays_less + pays_same + without_price = stays_done)
);

create unique index one_replay_at_a_time on reports.replay (lot_id) where status in ('QUEUED', 'RUNNING');
create index replays_of_lot on reports.replay (lot_id, created_at desc);

-- "When was this plate here before?", for free minutes once a day and stays that join.
create index of_plate on parking.reservation (lot_id, plate, from_at desc);
