package io.parkapp.accounts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller's method: only for callers who hold one of these permissions in some scope. Which things the scope
/// covers is the use case's business. Every endpoint carries this, [SignedIn] or [Public]; without any, it is refused.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresPermission {
    Permission[] value();
}
