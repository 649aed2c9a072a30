/// What a stay costs under a tariff document: the language of `docs/tariffs.md`, its evaluation and its checks. Pure:
/// no database, no clock, no settings; the same document and stay give the same price for ever.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "lots"})
package io.parkapp.pricing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
