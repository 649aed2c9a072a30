/// What files were asked for? Lists and reports as files that are made in the background, kept for a week, and fetched
/// from any process. Reads all schemas, since lists do, and owns `exports`. A file holds what its owner may see at the
/// time when it is made, all of it as of one moment; it exists whole or not at all.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "values",
            "platform",
            "audit",
            "accounts",
            "lots",
            "vouchers",
            "payments",
            "parking",
            "receipts",
            "desk",
            "statements"
        })
package io.parkapp.exports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
