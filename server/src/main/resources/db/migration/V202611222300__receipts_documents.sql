create schema receipts;

-- Numbers without gaps: taken by updating this row in the transaction of the payment, so that whatever undoes the payment
-- gives the number back. A sequence would keep it.
create table receipts.series (
    operator_id uuid not null references lots.operator,
    -- Kind and year of the lot's calendar: R-2026, C-2026.
    series      text not null check (series ~ '^[RC]-[0-9]{4}$'),
    last_number int  not null check (last_number > 0),
    primary key (operator_id, series)
);

-- Six digits, and more when they are used up.
create function receipts.spoken(series text, number int) returns text language sql immutable
    return series || '-' || lpad(number::text, greatest(6, length(number::text)), '0');

-- Twenty characters of five bits each, without I, L, O and U: what a person may have to type.
create function receipts.code(hash text) returns text language sql immutable
    return (select string_agg(
                substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + substring(bits.all_of_them from 1 + 5 * place for 5)::int, 1),
                '' order by place)
            from (select ('x' || left(hash, 25))::bit(100) as all_of_them) as bits, generate_series(0, 19) as place);

-- As Java writes it, whatever the session's time zone.
create function receipts.instant(at timestamptz) returns text language sql immutable
    return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- What was issued. The content is the document: text, so that the hash of its bytes means the same for ever. The other
-- columns are for finding it, and say what the content says.
create table receipts.document (
    id            uuid        primary key default uuidv7(),
    operator_id   uuid        not null,
    lot_id        uuid        not null references lots.lot,
    series        text        not null,
    number        int         not null check (number > 0),
    spoken_number text        not null generated always as (receipts.spoken(series, number)) stored,
    kind          text        not null check (kind in ('RECEIPT', 'CREDIT_NOTE')),
    charge_id     uuid        unique references payments.charge,
    refund_id     uuid        unique references payments.refund,
    subject_id    uuid        not null references parking.reservation,
    issued_at     timestamptz not null,
    currency      text        not null,
    total_minor   bigint      not null check (total_minor > 0),
    content       text        not null check (content is json object),
    hash          text        not null check (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    -- The QR code on paper carries it.
    code          text        not null unique,
    constraint one_document_per_number unique (operator_id, series, number),
    constraint of_one_payment check (num_nonnulls(charge_id, refund_id) = 1),
    constraint of_its_kind check ((kind = 'RECEIPT') = (charge_id is not null) and left(series, 1) = left(kind, 1)),
    foreign key (operator_id, series) references receipts.series
);
create index on receipts.document (subject_id, issued_at desc, id desc);
create index on receipts.document (operator_id, issued_at desc, id desc);
create index on receipts.document (lot_id, issued_at desc, id desc);

create function receipts.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what was issued is never changed or deleted';
end $$;

create trigger append_only before update or delete on receipts.document
    for each row execute function receipts.refuse_change();
create trigger never_emptied before truncate on receipts.document
    for each statement execute function receipts.refuse_change();

-- A series only grows.
create function receipts.refuse_going_back() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.last_number > old.last_number
        and (new.operator_id, new.series) = (old.operator_id, old.series) then
        return new;
    end if;
    raise exception 'numbers are never given out twice';
end $$;

create trigger only_grows before update or delete on receipts.series
    for each row execute function receipts.refuse_going_back();
create trigger never_emptied before truncate on receipts.series
    for each statement execute function receipts.refuse_change();
