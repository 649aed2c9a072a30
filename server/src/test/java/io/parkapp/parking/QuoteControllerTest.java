package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class QuoteControllerTest {
    private static final Instant FROM = Instant.parse("2030-01-01T10:00:00Z");

    private final Http http;
    private final JdbcClient jdbc;

    QuoteControllerTest(Http http, JdbcClient jdbc) {
        this.http = http;
        this.jdbc = jdbc;
    }

    @Test
    void windows_that_are_too_long_or_backwards_are_refused() {
        var lot = CarPark.payOnLeaving(jdbc, 1).id();
        assertThat(quote(lot, Duration.ofDays(400)).at("price.amountMinor").asLong())
                .isEqualTo(500 * 400 * 24);
        assertThat(quote(lot, Duration.ofDays(401)).problem()).isEqualTo("window-too-long");
        assertThat(quote(lot, Duration.ZERO).at("errors.0.field").asString()).isEqualTo("until");
        assertThat(quote(UUID.randomUUID(), Duration.ofHours(1)).status()).isEqualTo(404);
    }

    private Http.Answer quote(UUID lot, Duration length) {
        return http.get("/api/lots/" + lot + "/quote?from=" + FROM + "&until=" + FROM.plus(length));
    }
}
