-- Reports of a month are files too.
alter table exports.export
    add column month date check (extract(day from month) = 1),
    -- Made because somebody wants one each month.
    add column is_scheduled boolean not null default false,
    add constraint a_scheduled_report_has_a_month check (not is_scheduled or month is not null);

-- Whatever runs twice, each month is reported once.
create unique index one_scheduled_report_per_month on exports.export (account_id, month) where is_scheduled;

-- Who wants a report of each month. It is due when the first of the month after has come to eight o'clock where they are.
create table exports.monthly_wish (
    account_id uuid        primary key references accounts.account,
    time_zone  text        not null check (length(time_zone) <= 64),
    due_at     timestamptz not null
);
create index on exports.monthly_wish (due_at, account_id);
