create schema payouts;

insert into ledger.account (code, name, kind) values
    ('BANK', 'Bank account',               'ASSET'),
    ('FEES', 'Fees of payment providers', 'EXPENSE');

-- What a provider says that it paid out to us: one payout for all operators whose money it took.
create table payouts.payout (
    id           uuid        primary key default uuidv7(),
    provider     text        not null,
    provider_ref text        not null,
    -- After fees; below zero where the provider takes money from the bank.
    amount_minor bigint      not null,
    currency     text        not null check (currency ~ '^[A-Z]{3}$'),
    paid_at      timestamptz not null,
    arrives_on   date        not null,
    fetched_at   timestamptz not null,
    constraint each_payout_once unique (provider, provider_ref)
);
create index on payouts.payout (paid_at desc, id desc);

-- What it is made of, beside what we have of it.
create table payouts.line (
    payout_id      uuid        not null references payouts.payout,
    provider_ref   text        not null,
    kind           text        not null check (kind in ('CHARGE', 'REFUND', 'DISPUTE', 'OTHER')),
    state          text        not null check (state in ('MATCHED', 'DIFFERENT', 'UNKNOWN')),
    -- Our charge, refund or dispute; null, like whose it is, where it is none of ours.
    source_id      uuid,
    operator_id    uuid,
    subject_id     uuid,
    -- Null also where ours is in another currency.
    expected_minor bigint,
    -- Before the fee; below zero where the provider took money back.
    amount_minor   bigint      not null,
    fee_minor      bigint      not null,
    at             timestamptz not null,
    primary key (payout_id, provider_ref),
    constraint unknown_is_nobodys check ((state = 'UNKNOWN') = (source_id is null)
        and (source_id is null) = (operator_id is null)),
    constraint matched_is_equal check (state <> 'MATCHED' or (expected_minor is not null and expected_minor = amount_minor))
);
create index of_source on payouts.line (source_id, kind);
create index to_look_at on payouts.line (payout_id) where state <> 'MATCHED';

-- What of a payout is one operator's.
create table payouts.share (
    id          uuid   primary key default uuidv7(),
    payout_id   uuid   not null references payouts.payout,
    operator_id uuid   not null,
    gross_minor bigint not null,
    fee_minor   bigint not null,
    constraint one_share_each unique (payout_id, operator_id)
);
create index on payouts.share (operator_id, payout_id);

-- From what the provider holds to the bank, and its fee to what it costs. At the time when we learned of it, so that
-- nothing is added to days that were closed.
create function payouts.post_share() returns trigger language plpgsql as $$
begin
    insert into ledger.transfer (at, operator_id, event, source_id,
        debit, debit_part, credit, credit_part, amount_minor, currency)
    select payout.fetched_at, new.operator_id, 'PAID_OUT', new.id,
           case when part.minor > 0 then part.account else 'CLEARING' end, payout.provider,
           case when part.minor > 0 then 'CLEARING' else part.account end, payout.provider,
           abs(part.minor), payout.currency
    from payouts.payout
    cross join lateral (values ('BANK', new.gross_minor - new.fee_minor), ('FEES', new.fee_minor)) as part (account, minor)
    where payout.id = new.payout_id and part.minor <> 0;
    return null;
end $$;
create trigger shares_are_posted after insert on payouts.share for each row execute function payouts.post_share();

create function payouts.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what a provider said stays: %', lower(tg_op)
        using errcode = 'restrict_violation', constraint = 'payouts_are_only_added_to';
end $$;
create trigger payouts_are_only_added_to before update or delete or truncate on payouts.payout
    for each statement execute function payouts.refuse_change();
create trigger payouts_are_only_added_to before update or delete or truncate on payouts.line
    for each statement execute function payouts.refuse_change();
create trigger payouts_are_only_added_to before update or delete or truncate on payouts.share
    for each statement execute function payouts.refuse_change();
