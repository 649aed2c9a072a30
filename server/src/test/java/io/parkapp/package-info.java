@NullMarked
package io.parkapp;

import org.jspecify.annotations.NullMarked;
