@NullMarked
package io.parkapp.receipts;

import org.jspecify.annotations.NullMarked;
