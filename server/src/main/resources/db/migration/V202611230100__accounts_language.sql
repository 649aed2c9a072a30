-- That receipts are written in, as BCP 47 has it.
alter table accounts.account add column language text not null default 'en'
    check (language in ('en', 'de', 'fr', 'es', 'hi'));
