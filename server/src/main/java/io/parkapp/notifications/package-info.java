/// Who must be told: messages about what happened in other modules, written as rows in the transaction in which it
/// happened, and sent afterwards. Nobody may ask this module anything. Owns the schema `notifications`.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "values",
            "platform",
            "audit",
            "accounts",
            "lots",
            "payments",
            "parking",
            "receipts",
            "exports",
            "accounting"
        })
package io.parkapp.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
