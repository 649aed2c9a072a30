@NullMarked
package io.parkapp.desk;

import org.jspecify.annotations.NullMarked;
