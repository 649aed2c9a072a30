@NullMarked
package io.parkapp.lots;

import org.jspecify.annotations.NullMarked;
