/// Who may stand where, and when: reservations and the stays they turn into, and which spots are free. The promise that
/// no two live reservations of a spot overlap is kept by the constraint `one_claim_per_spot`. Owns the schema
/// `parking`.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "values",
            "platform",
            "audit",
            "accounts",
            "lots",
            "pricing",
            "tariffs",
            "vouchers",
            "payments"
        })
package io.parkapp.parking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
