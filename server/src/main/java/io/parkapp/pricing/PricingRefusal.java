package io.parkapp.pricing;

import io.parkapp.platform.Reason;

/// Why a price is refused.
public enum PricingRefusal implements Reason {
    NO_PRICE(Kind.RULE, "The tariff has no price for this stay.");

    private final Kind kind;
    private final String text;

    PricingRefusal(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String text() {
        return text;
    }
}
