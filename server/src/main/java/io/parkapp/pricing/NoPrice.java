package io.parkapp.pricing;

import io.parkapp.platform.Refusal;

/// A tariff has no price for a stay: it is too long, or touches a time without a rate.
public final class NoPrice extends Refusal {
    NoPrice(String detail) {
        super(PricingRefusal.NO_PRICE, detail);
    }
}
