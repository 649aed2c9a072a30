-- Of the payout that it belongs to. Who paid before was not told when: as good as when the page was opened.
alter table sandbox.session add column paid_at timestamptz;
update sandbox.session set paid_at = created_at where status = 'PAID';
alter table sandbox.session add constraint paid_at_a_time check ((status = 'PAID') = (paid_at is not null));
create index paid_by_time on sandbox.session (paid_at) where status = 'PAID';
