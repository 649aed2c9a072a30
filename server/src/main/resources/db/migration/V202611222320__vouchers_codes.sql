create schema vouchers;

-- A shop, a cinema, an office that pays for a part of its visitors' parking.
create table vouchers.merchant (
    id           uuid        primary key default uuidv7(),
    operator_id  uuid        not null references lots.operator,
    name         text        not null check (length(name) between 1 and 80),
    -- What its codes may take off in one calendar month; null: any amount.
    budget_minor bigint      check (budget_minor >= 0),
    currency     text        not null check (currency ~ '^[A-Z]{3}$'),
    created_at   timestamptz not null,
    constraint one_merchant_of_a_name unique (operator_id, name),
    unique (id, operator_id)
);

create table vouchers.code (
    id                   uuid        primary key default uuidv7(),
    operator_id          uuid        not null references lots.operator,
    -- Whose validation it is; null: a promo code of the operator.
    merchant_id          uuid,
    code                 text        not null check (code ~ '^[A-Z0-9-]{4,40}$'),
    kind                 text        not null check (kind in ('MINUTES', 'PERCENT', 'AMOUNT')),
    -- Minutes, percent, or minor units of the currency.
    value                bigint      not null check (value > 0),
    currency             text        check (currency ~ '^[A-Z]{3}$'),
    valid_from           timestamptz not null,
    valid_until          timestamptz,
    -- Null: all lots of the operator.
    lot_ids              uuid[],
    uses_max             int         check (uses_max > 0),
    uses_per_account_max int         check (uses_per_account_max > 0),
    used                 int         not null default 0 check (used >= 0),
    created_at           timestamptz not null,
    constraint one_code_of_a_name unique (operator_id, code),
    constraint amounts_have_a_currency check ((kind = 'AMOUNT') = (currency is not null)),
    constraint at_most_all_of_it check (kind <> 'PERCENT' or value <= 100),
    constraint valid_for_some_time check (valid_from < valid_until),
    foreign key (merchant_id, operator_id) references vouchers.merchant (id, operator_id)
);
create index on vouchers.code (merchant_id);

create table vouchers.account_use (
    code_id    uuid not null references vouchers.code,
    account_id uuid not null,
    used       int  not null check (used >= 0),
    primary key (code_id, account_id)
);

-- What a merchant's codes took off in a calendar month of the lots' clocks.
create table vouchers.spending (
    merchant_id uuid   not null references vouchers.merchant,
    month       date   not null check (extract(day from month) = 1),
    currency    text   not null,
    -- The budget when it was last spent from.
    cap_minor   bigint,
    used_minor  bigint not null check (used_minor >= 0),
    primary key (merchant_id, month, currency)
);

create table vouchers.redemption (
    code_id       uuid        not null references vouchers.code,
    -- A reservation, to whoever reads it.
    subject_id    uuid        not null,
    account_id    uuid        not null,
    merchant_id   uuid        references vouchers.merchant,
    month         date        not null,
    amount_minor  bigint      not null check (amount_minor >= 0),
    currency      text        not null,
    redeemed_at   timestamptz not null,
    given_back_at timestamptz,
    primary key (code_id, subject_id)
);
create index redemption_of_subject on vouchers.redemption (subject_id);
