/// Which spots exist, where, open when: operators, lots, levels, spots, opening hours, closures, and finding a lot.
/// Owns the schema `lots`. Who stands where at what time is not known here; whoever knows it answers [LotUse].
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "accounts", "audit"})
package io.parkapp.lots;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
