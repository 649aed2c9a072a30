@NullMarked
package io.parkapp.payouts;

import org.jspecify.annotations.NullMarked;
