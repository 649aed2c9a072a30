@NullMarked
package io.parkapp.tariffs;

import org.jspecify.annotations.NullMarked;
