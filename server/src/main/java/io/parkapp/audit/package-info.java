/// Who did what, when, to what: an append-only list, written in the transaction of the change. Owns the schema `audit`.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform"})
package io.parkapp.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
