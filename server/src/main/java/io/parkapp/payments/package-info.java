/// Has it been paid? Charges and refunds for a subject (a reservation, to whoever reads it; this module does not know
/// what it is), a payment provider behind a seam, and what the provider tells us, applied once. Owns the schema
/// `payments`. A provider is never called inside a database transaction. Parking asks for charges and refunds through
/// [Payments][io.parkapp.payments.Payments] and listens to what became of them.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "accounts", "audit", "ledger"})
package io.parkapp.payments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
