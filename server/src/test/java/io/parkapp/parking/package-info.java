@NullMarked
package io.parkapp.parking;

import org.jspecify.annotations.NullMarked;
