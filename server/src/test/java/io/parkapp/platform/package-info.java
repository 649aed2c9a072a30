@NullMarked
package io.parkapp.platform;

import org.jspecify.annotations.NullMarked;
