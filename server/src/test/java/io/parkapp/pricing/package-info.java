@NullMarked
package io.parkapp.pricing;

import org.jspecify.annotations.NullMarked;
