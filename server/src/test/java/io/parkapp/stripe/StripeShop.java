package io.parkapp.stripe;

import io.parkapp.ParkappTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The server under test with Stripe set up beside the sandbox, and a double of Stripe that its tests share.
@ParkappTest
class StripeShop {
    static final StripeDouble STRIPE = new StripeDouble();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("parkapp.stripe.secret-key", () -> StripeDouble.SECRET_KEY);
        settings.add("parkapp.stripe.webhook-secret", () -> StripeDouble.WEBHOOK_SECRET);
        settings.add("parkapp.stripe.api-url", STRIPE::url);
    }
}
