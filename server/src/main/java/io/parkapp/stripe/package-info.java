/// Real money, through Stripe's hosted checkout page. Stands behind the seam that payments has for providers, and keeps
/// no books of its own. Exists where `PARKAPP_STRIPE_SECRET_KEY` is set.
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "platform", "payments"})
package io.parkapp.stripe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
