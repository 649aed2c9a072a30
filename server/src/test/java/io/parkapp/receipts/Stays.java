package io.parkapp.receipts;

import io.parkapp.Http;
import io.parkapp.People;
import io.parkapp.parking.CarPark;
import io.parkapp.parking.Purse;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reservations of two hours for tests, at 10.00 EUR, each by a new driver.
record Stays(JdbcClient jdbc, Http http, People people, Purse purse, Clock clock) {
    static final long PRICE_MINOR = 1_000;

    record Stay(UUID id, People.Person driver) {}

    Stay reserve(CarPark park) {
        var driver = people.driver();
        var from = clock.instant().plus(Duration.ofDays(1));
        var answer = http.as(driver.token())
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/reservations",
                        Http.body(
                                "lotId",
                                park.id(),
                                "plate",
                                "B PK 123",
                                "from",
                                from,
                                "until",
                                from.plus(Duration.ofHours(2))));
        return new Stay(UUID.fromString(answer.at("id").asString()), driver);
    }

    Stay paid(CarPark park) {
        var stay = reserve(park);
        purse.pay(stay.id(), PRICE_MINOR);
        return stay;
    }

    /// The receipts and credit notes of a stay, newest first, as their driver sees them.
    Http.Answer documents(Stay stay) {
        return http.as(stay.driver().token()).get("/api/reservations/" + stay.id() + "/receipts");
    }
}
