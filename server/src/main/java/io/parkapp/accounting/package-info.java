/// Does it all add up? The daily proof that cars, money and documents agree, and what accountants take away: the
/// journal, the tax report, what providers hold. Computed from the rows of all modules; owns the schema `accounting`,
/// which keeps what each day's proof said.
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
            "desk",
            "payouts"
        })
package io.parkapp.accounting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
