-- As what it is, which PostgreSQL can put in place of a call; called immutable, it was run some eight times a document.
alter function receipts.instant(timestamptz) stable;
