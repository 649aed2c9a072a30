package io.parkapp.payments;

import io.parkapp.values.Money;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Charges for tests to ask for.
public final class Requests {
    private Requests() {}

    public static ChargeRequest charge(UUID subject, long amountMinor) {
        return charge(
                subject, amountMinor, Instant.now().plus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MICROS));
    }

    public static ChargeRequest charge(UUID subject, long amountMinor, Instant expiresAt) {
        return new ChargeRequest(
                subject,
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "Spot A-12 at Downtown Central Parking, 1 Dec 09:00 to 11:30",
                Money.of(amountMinor, "EUR"),
                expiresAt,
                URI.create("http://localhost:8080/reservations/" + subject));
    }
}
