@NullMarked
package io.parkapp.vouchers;

import org.jspecify.annotations.NullMarked;
