@NullMarked
package io.parkapp.stripe;

import org.jspecify.annotations.NullMarked;
