@NullMarked
package io.parkapp.payments;

import org.jspecify.annotations.NullMarked;
