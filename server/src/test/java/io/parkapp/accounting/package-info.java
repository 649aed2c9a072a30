@NullMarked
package io.parkapp.accounting;

import org.jspecify.annotations.NullMarked;
