package io.parkapp.payments;

import static io.parkapp.Http.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.PaymentProvider.ProviderEvent;
import io.parkapp.values.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody pays at the desk, and on a checkout page at the same time.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class CashAgainstACheckoutTest {
    private static final int ROUNDS = 20;

    private final ProviderEvents events;
    private final People people;
    private final Http http;
    private final JdbcClient jdbc;
    private final Clock clock;

    CashAgainstACheckoutTest(ProviderEvents events, People people, Http http, JdbcClient jdbc, Clock clock) {
        this.events = events;
        this.people = people;
        this.http = http;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void one_of_both_is_kept_and_the_other_given_back_or_never_taken() throws Exception {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = http.as(people.driver().token());
        var attendant = http.as(people.attendant(park.operator()).token());
        attendant.post("/api/desk/shift", body("lotId", park.id(), "openingFloat", Money.none("EUR")));
        var noon = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
        for (var round = 0; round < ROUNDS; round++) {
            var from = noon.plus(Duration.ofHours(round));
            var reserved = driver.post(
                    "/api/reservations",
                    body(
                            "lotId",
                            park.id(),
                            "plate",
                            "B PK 123",
                            "from",
                            from,
                            "until",
                            from.plus(Duration.ofHours(1))));
            var path = "/api/reservations/" + reserved.at("id").asString();
            var charge =
                    UUID.fromString(driver.post(path + "/payments").at("id").asString());
            var name = jdbc.sql("select provider_ref from payments.charge where id = :id")
                    .param("id", charge)
                    .query(String.class)
                    .single();

            var statuses = Together.<Integer>run(List.of(
                    () -> attendant
                            .post(path + "/cash-payments", body("given", Money.of(5_00, "EUR")))
                            .status(),
                    () -> {
                        events.apply(
                                "sandbox",
                                new ProviderEvent.Paid("evt_" + charge, "paid", charge, name, Money.of(5_00, "EUR")));
                        return 200;
                    }));

            assertThat(statuses.getFirst()).isIn(201, 409);
            var settled = driver.get(path);
            assertThat(settled.at("status").asString()).isEqualTo("CONFIRMED");
            assertThat(settled.at("due.amountMinor").asLong()).isZero();
            var paid = settled.at("paid.amountMinor").asLong();
            assertThat(paid).isEqualTo(statuses.getFirst() == 201 ? 10_00 : 5_00);
            assertThat(paid - settled.at("refunded.amountMinor").asLong()).isEqualTo(5_00);
        }
    }
}
