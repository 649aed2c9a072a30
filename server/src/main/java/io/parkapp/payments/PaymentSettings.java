package io.parkapp.payments;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param approvalAboveMinor corrections of more than this, in minor units of their currency, wait for a second person
@ConfigurationProperties("parkapp.payments")
record PaymentSettings(long approvalAboveMinor) {}
