create schema audit;

create table audit.entry (
    id           uuid        primary key default uuidv7(),
    at           timestamptz not null,
    actor_id     uuid,
    operator_id  uuid,
    action       text        not null,
    subject_type text        not null,
    subject_id   uuid        not null,
    details      jsonb       not null default '{}'
);
create index on audit.entry (subject_id, id desc);
create index on audit.entry (actor_id, id desc);
create index on audit.entry (operator_id, id desc);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit entries are never changed or deleted';
end $$;

create trigger append_only before update or delete on audit.entry
    for each row execute function audit.refuse_change();
