@NullMarked
package io.parkapp.demo;

import org.jspecify.annotations.NullMarked;
