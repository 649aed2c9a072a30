-- As stable as what it calls: PostgreSQL then puts it in line. Declared immutable, it was called some eight times a document.
alter function receipts.instant(timestamptz) stable;
