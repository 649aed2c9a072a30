package io.parkapp.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller's method: when the request carries an `Idempotency-Key`, sending it again has no further effect and
/// gets the first answer, for a day. The same key with another request is refused. A refused request leaves no trace,
/// so that it may be tried again under its key. The method must be free of effects outside of the database.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
