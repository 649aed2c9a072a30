create schema tariffs;

create table tariffs.version (
    id             uuid        primary key default uuidv7(),
    lot_id         uuid        not null references lots.lot,
    number         int         not null check (number > 0),
    effective_from timestamptz not null,
    document       jsonb       not null,
    created_at     timestamptz not null,
    created_by     uuid,
    constraint one_version_per_number unique (lot_id, number),
    constraint one_version_per_date unique (lot_id, effective_from)
);

-- A price that was shown stays as it was: a version is never edited, and goes only while it is not yet in force.
create function tariffs.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.effective_from > now() then
        return old;
    end if;
    raise exception 'a tariff version in force is immutable';
end $$;

create trigger immutable_in_force before update or delete on tariffs.version
    for each row execute function tariffs.refuse_change();
