/// What goes over the counter: cash drawers, from the opening float to the blind count, what is paid into them for
/// reservations, and refunds that are handed out of them. Owns the schema `desk`. What a drawer must contain is its
/// balance in the ledger, which triggers write.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "audit", "accounts", "lots", "payments", "parking"})
package io.parkapp.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
