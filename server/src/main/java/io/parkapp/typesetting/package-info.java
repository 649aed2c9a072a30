/// What paper of ours looks like: fonts for the scripts that names are written in, cells, rules, charts, QR codes.
/// Knows no capability, and owns no schema.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform"})
package io.parkapp.typesetting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
