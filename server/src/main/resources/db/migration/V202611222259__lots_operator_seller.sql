-- What a receipt must say of its seller.
alter table lots.operator
    add column address    text check (length(address) <= 300),
    -- VAT number, GSTIN, or what the country calls it.
    add column tax_number text check (length(tax_number) <= 40);
