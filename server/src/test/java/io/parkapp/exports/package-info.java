@NullMarked
package io.parkapp.exports;

import org.jspecify.annotations.NullMarked;
