@NullMarked
package io.parkapp.typesetting;

import org.jspecify.annotations.NullMarked;
