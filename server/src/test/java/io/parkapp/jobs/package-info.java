@NullMarked
package io.parkapp.jobs;

import org.jspecify.annotations.NullMarked;
