/// Did the money reach the bank? What payment providers say that they paid out, asked for every so often and kept as it
/// was said, held against our own charges, refunds and disputes line by line, and posted to the ledger. Owns the schema
/// `payouts`, which is only added to.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "accounts", "lots", "payments", "parking", "ledger"})
package io.parkapp.payouts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
