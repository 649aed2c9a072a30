/// What a stay costs: dated tariff versions of each lot, and the quotes made from them. A version is never edited, so
/// that a price once shown can be computed again. Owns the schema `tariffs`. How a price is made is `pricing`'s
/// business: others see quotes.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "accounts", "audit", "lots", "pricing"})
package io.parkapp.tariffs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
