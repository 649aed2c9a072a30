-- That a document is printed in. It stands in the content too, and so in its hash; those of before are in English and say
-- nothing of it.
alter table receipts.document add column language text not null default 'en'
    check (language = coalesce(content::json ->> 'language', 'en'));
