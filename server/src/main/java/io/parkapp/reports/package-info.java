/// How is it going? What is inside, who is coming, what was earned: computed from other modules' rows whenever somebody
/// asks, so that it never drifts from them. Reads all schemas, and owns `reports`: replays of tariffs.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "accounts", "lots", "pricing", "payments", "parking"})
package io.parkapp.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
