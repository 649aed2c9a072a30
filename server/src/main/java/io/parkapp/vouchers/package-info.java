/// Who else pays for a stay: merchants' validations and operators' promo codes, how often and up to which amount they
/// may be used, and what they took off. Owns the schema `vouchers`. What a code takes off a price is for `pricing` to
/// work out, and which stay it belongs to for whoever asks.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "audit", "accounts", "lots", "pricing"})
package io.parkapp.vouchers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
