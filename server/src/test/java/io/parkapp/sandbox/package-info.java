@NullMarked
package io.parkapp.sandbox;

import org.jspecify.annotations.NullMarked;
