package io.parkapp.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller's method: names of the [Reason]s for which it says no, for the API's documentation. Those that
/// follow from its other annotations and parameters (no permission, malformed, not found, …) need not be named. A name
/// that no module knows keeps the documentation from being built, so a test notices.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {
    String[] value();
}
