@NullMarked
package io.parkapp.reports;

import org.jspecify.annotations.NullMarked;
