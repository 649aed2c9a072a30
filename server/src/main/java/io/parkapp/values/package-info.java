/// What words mean: money, plates, windows of time, places, pages of a list. Depends on nothing.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.parkapp.values;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
