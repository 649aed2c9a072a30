@NullMarked
package io.parkapp.notifications;

import org.jspecify.annotations.NullMarked;
