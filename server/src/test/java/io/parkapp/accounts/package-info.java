@NullMarked
package io.parkapp.accounts;

import org.jspecify.annotations.NullMarked;
