/// What was paid for, on paper: a receipt for each charge that succeeded, a credit note for each refund, issued in the
/// transaction of the payment, numbered without gaps, and never changed. Owns the schema `receipts`. What is printed is
/// the content as it was stored when it was issued; anybody who holds the paper can have it verified.
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
            "payments",
            "parking",
            "typesetting"
        })
package io.parkapp.receipts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
