/// How anything runs: refusals and problems, transactions that are tried again, idempotent requests, jobs, the clock,
/// rate limits, the database (embedded or external), secrets, and the web page's files. Owns the schema `platform`.
@NullMarked
@ApplicationModule(allowedDependencies = "values")
package io.parkapp.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
