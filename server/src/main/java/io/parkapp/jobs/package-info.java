/// What runs in the background, for those who look after it: lets permitted people see the jobs of
/// [io.parkapp.platform], run failed ones again, and stop what may be stopped. Owns no schema.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "audit", "accounts"})
package io.parkapp.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
