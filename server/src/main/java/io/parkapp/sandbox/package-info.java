/// A payment provider for trying things out: takes no real money and behaves like one that does, with checkout pages,
/// test cards and signed events of its own. Stands for another company: it knows of payments only what a provider
/// knows, and is called through the same seam. Owns the schema `sandbox`, which is empty outside of the demo.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "accounts", "payments"})
package io.parkapp.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
