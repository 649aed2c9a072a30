package io.parkapp.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Tariffs that tests need, with the worked examples that publishing demands.
public final class Documents {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Documents() {}

    public static Tariff of(String json) {
        return JSON.readValue(json, Tariff.class);
    }

    public static String json(Tariff tariff) {
        return JSON.writeValueAsString(tariff);
    }

    /// Of every started hour, for currencies with two decimals.
    public static Tariff hourly(String price) {
        return hourly(price, null);
    }

    /// @param cap the most that 24 hours cost
    public static Tariff hourly(String price, @Nullable String cap) {
        return of("""
                {"clock": "ELAPSED", "seconds": "COUNTED", "whenRatesChange": "UNIT_IS_CUT", "outsideRates": "REFUSED",
                 "rounding": {"to": "0.01", "mode": "HALF_UP"},
                 "rates": [{"name": "Parking", "steps": [{"perMinutes": 60, "add": "%s", "count": "STARTED"}],
                            "restarts": {"every": "HOURS", "hours": 24}}],
                 %s
                 "examples": [%s, %s, %s]}""".formatted(
                        price,
                        cap == null ? "" : """
                        "caps": [{"name": "Day ticket", "amount": "%s", "per": {"every": "HOURS", "hours": 24}}],""".formatted(cap),
                        example("10:00", price, 1),
                        example("10:30", price, 2),
                        example("11:00", price, 2)));
    }

    private static String example(String until, String price, int hours) {
        return "{\"from\": \"2026-12-01T09:00\", \"until\": \"2026-12-01T%s\", \"price\": \"%s\"}"
                .formatted(until, new BigDecimal(price).multiply(BigDecimal.valueOf(hours)));
    }
}
