/// A city to try things out in: operators, lots, drivers, and three months of parking with all its money, made once
/// when the demo first starts. Written straight into the tables of all modules, since no use case makes a past;
/// everything in it keeps the promises that the use cases keep. Nobody may ask this module anything.
@NullMarked
@ApplicationModule
package io.parkapp.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
