/// Who are you, and what may you do: accounts, sign-in, sessions, grants, vehicles. Owns the schema `accounts`.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "audit"})
package io.parkapp.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
