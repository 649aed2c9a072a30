/// What was a month like, on paper? A driver's bookings, hours and money; an operator's occupancy and revenue. Typeset
/// from rows at the moment of asking. Reads what it sums, and owns no schema.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "values",
            "platform",
            "accounts",
            "lots",
            "payments",
            "parking",
            "receipts",
            "reports",
            "typesetting"
        })
package io.parkapp.statements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
