package io.parkapp.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PricingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /// 09:00 on a Tuesday in winter.
    private static final Instant NINE = Instant.parse("2026-12-01T08:00:00Z");

    private static final String HOURLY = """
            "rates": [{"name": "Parking", "steps": [{"perMinutes": 60, "add": "2.50", "count": "STARTED"}],
                       "restarts": {"every": "HOURS", "hours": 24}}],
            "caps": [{"name": "Day ticket", "amount": "20.00", "per": {"every": "HOURS", "hours": 24}}]
            """;

    @Test
    void a_second_over_the_hour_counts_where_seconds_count() {
        var pricing = pricing("COUNTED", HOURLY);
        assertThat(minor(pricing, Duration.ofMinutes(60))).isEqualTo(250);
        assertThat(minor(pricing, Duration.ofSeconds(3_601))).isEqualTo(500);
        assertThat(minor(pricing, Duration.ofMillis(3_600_999))).isEqualTo(250);
    }

    @Test
    void entry_and_exit_lose_their_seconds_where_those_are_dropped() {
        var pricing = pricing("DROPPED", HOURLY);
        assertThat(minor(pricing, Duration.ofSeconds(3_659))).isEqualTo(250);
        assertThat(minor(pricing, Duration.ofMinutes(61))).isEqualTo(500);
        var late = NINE.plusSeconds(59);
        assertThat(minor(pricing, Stay.of(late, NINE.plusSeconds(3_659), BERLIN)))
                .isEqualTo(250);
        assertThat(minor(pricing, Stay.of(late, NINE.plusSeconds(3_660), BERLIN)))
                .isEqualTo(500);
        assertThat(minor(pricing, Stay.of(NINE, late, BERLIN))).isZero();
    }

    @Test
    void what_is_counted_exactly_is_counted_by_the_second() {
        var pricing = pricing("COUNTED", """
                "rates": [{"name": "Parking", "steps": [{"perMinutes": 60, "add": "3.60", "count": "EXACT"}],
                           "restarts": {"every": "STAY"}}]
                """);
        assertThat(minor(pricing, Duration.ofSeconds(1))).isZero();
        assertThat(minor(pricing, Duration.ofSeconds(5))).isEqualTo(1);
        assertThat(minor(pricing, Duration.ofSeconds(1_234))).isEqualTo(123);
        assertThat(minor(pricing, Duration.ofSeconds(1_235))).isEqualTo(124);
    }

    /// What is known of one zone's clock is not taken for another's.
    @Test
    void a_stay_is_priced_by_the_clock_of_its_own_zone() {
        var pricing = pricing("COUNTED", """
                "rates": [{"name": "Morning", "when": [{"from": "06:00", "until": "12:00"}],
                           "steps": [{"total": "1.00"}], "restarts": {"every": "STAY"}},
                          {"name": "Later", "when": [{"from": "12:00", "until": "06:00"}],
                           "steps": [{"total": "7.00"}], "restarts": {"every": "STAY"}}]
                """);
        var until = NINE.plus(Duration.ofHours(1));
        for (var time = 0; time < 2; time++) {
            assertThat(minor(pricing, Stay.of(NINE, until, BERLIN))).isEqualTo(100);
            assertThat(minor(pricing, Stay.of(NINE, until, ZoneId.of("Asia/Kolkata"))))
                    .isEqualTo(700);
        }
    }

    @Test
    void lines_say_how_the_amount_came_about() {
        var price = pricing("COUNTED", HOURLY).price(Stay.of(NINE, NINE.plus(Duration.ofHours(26)), BERLIN), "EUR");
        assertThat(price.lines()).extracting(PriceLine::description).containsExactly("26 started hours at 2.50");
        var capped = price.lines().getFirst();
        assertThat(capped.reductions()).containsExactly(new PriceLine.Reduction("Day ticket", Money.of(4_000, "EUR")));
        assertThat(capped.rule()).isEqualTo("Parking");
        assertThat(capped.units()).isEqualTo(26);
        assertThat(capped.unitPrice()).isEqualTo("2.50");
        assertThat(capped.from()).isEqualTo(NINE);
        assertThat(capped.until()).isEqualTo(NINE.plus(Duration.ofHours(26)));
        assertThat(capped.amount().amountMinor()).isEqualTo(2_500);
    }

    @Test
    void lines_name_free_minutes_discounts_surcharges_and_taxes() {
        var pricing = pricing("COUNTED", """
                "rates": [{"name": "Parking", "steps": [{"upToMinutes": 60, "total": "4.00"}, {"total": "10.00"}],
                           "restarts": {"every": "STAY"}}],
                "free": [{"minutes": 20, "whenExceeded": "TAKEN_OFF"}],
                "discounts": [{"name": "Residents", "for": {"concessions": ["RESIDENT"]}, "percentOff": "50"}],
                "surcharges": [{"name": "Exit at night", "exit": [{"from": "23:00", "until": "06:00"}], "amount": "5.00"}],
                "tax": {"name": "VAT", "percent": "10", "included": false}
                """);
        var stay = Stay.of(NINE, NINE.plus(Duration.ofHours(15)), BERLIN).with(null, Set.of("RESIDENT"));
        var price = pricing.price(stay, "EUR");
        assertThat(price.lines())
                .extracting(PriceLine::description)
                .containsExactly(
                        "20 minutes free", "flat price of 10.00", "50 % off: Residents", "Exit at night", "VAT 10 %");
        assertThat(price.lines())
                .extracting(each -> each.amount().amountMinor())
                .containsExactly(0L, 1_000L, -500L, 500L, 100L);
        assertThat(price.total().amountMinor()).isEqualTo(1_100);
    }

    @Test
    void leaving_as_a_window_opens_is_not_leaving_in_it() {
        var pricing = pricing("COUNTED", """
                "rates": [{"name": "Parking", "steps": [{"total": "1.00"}], "restarts": {"every": "STAY"}}],
                "surcharges": [{"name": "Exit at night", "exit": [{"from": "10:00", "until": "11:00"}], "amount": "5.00"}]
                """);
        assertThat(minor(pricing, Duration.ofMinutes(60))).isEqualTo(100);
        assertThat(minor(pricing, Duration.ofSeconds(3_601))).isEqualTo(600);
        assertThat(minor(pricing, Duration.ofHours(2))).isEqualTo(600);
        assertThat(minor(pricing, Duration.ofSeconds(7_201))).isEqualTo(100);
    }

    @Test
    void a_discount_of_the_stay_is_only_for_those_whom_it_names() {
        var validation = new Tariff.Discount(
                "Cinema",
                new Tariff.Audience(null, null, List.of("CINEMA")),
                null,
                null,
                BigDecimal.valueOf(100),
                null,
                null);
        var pricing = pricing("COUNTED", HOURLY);
        var until = NINE.plus(Duration.ofHours(1));
        for (var proven : List.of(Set.<String>of(), Set.of("CINEMA"))) {
            var stay = new Stay(NINE, until, BERLIN, null, null, proven, List.of(validation), false, null, List.of());
            assertThat(minor(pricing, stay)).isEqualTo(proven.isEmpty() ? 250 : 0);
        }
    }

    @Test
    void a_price_is_never_below_zero() {
        var pricing = pricing("COUNTED", """
                "rates": [{"name": "Parking", "steps": [{"upToMinutes": 120, "total": "20.00"}, {"total": "5.00"}],
                           "restarts": {"every": "STAY"}}],
                "caps": [{"name": "First hour", "amount": "1.00", "per": {"every": "HOURS", "hours": 1, "times": 1}}],
                "pricesMayFall": true
                """);
        assertThat(minor(pricing, Duration.ofHours(2))).isEqualTo(100);
        var price = pricing.price(Stay.of(NINE, NINE.plus(Duration.ofMinutes(121)), BERLIN), "EUR");
        assertThat(price.total().amountMinor()).isZero();
        assertThat(price.lines().getLast().description()).isEqualTo("never below zero");
    }

    /// Each minute another rate: nothing may grow with their number.
    @Test
    void two_hundred_rates_price_four_hundred_days() {
        var rates = IntStream.range(0, 200)
                .mapToObj(each -> """
                        {"name": "Rate %1$d", "when": [{"from": "%2$02d:%3$02d", "until": "%2$02d:%4$02d"}],
                         "steps": [{"perMinutes": 1, "add": "0.01", "count": "STARTED"}],
                         "restarts": {"every": "PERIOD"}}
                        """.formatted(each, each / 10, each % 10 * 6, each % 10 * 6 + 5))
                .collect(Collectors.joining(",", "\"rates\": [", "]"));
        var pricing = pricing("COUNTED", rates);
        var price = pricing.price(Stay.of(NINE, NINE.plus(Duration.ofDays(400)), ZoneId.of("Asia/Tokyo")), "EUR");
        assertThat(price.total().amountMinor()).isEqualTo(400 * 200 * 5);
        assertThat(price.lines()).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void who_has_paid_may_leave_within_the_grace() {
        var pricing = pricing("COUNTED", HOURLY + ", \"exitGraceMinutes\": 15");
        assertThat(minor(pricing, paid(Duration.ofHours(1)))).isEqualTo(250);
        assertThat(minor(pricing, paid(Duration.ofMinutes(59)))).isEqualTo(500);
    }

    /// An hour and a quarter.
    private static Stay paid(Duration afterEntry) {
        return new Stay(
                NINE,
                NINE.plus(Duration.ofMinutes(75)),
                BERLIN,
                null,
                null,
                Set.of(),
                List.of(),
                false,
                NINE.plus(afterEntry),
                List.of());
    }

    @Test
    void paying_long_before_a_short_stay_does_not_make_it_free() {
        var pricing = pricing("COUNTED", HOURLY + ", \"exitGraceMinutes\": 15");
        var stay = new Stay(
                NINE,
                NINE.plus(Duration.ofMinutes(10)),
                BERLIN,
                null,
                null,
                Set.of(),
                List.of(),
                false,
                NINE.minus(Duration.ofMinutes(10)),
                List.of());
        assertThat(minor(pricing, stay)).isEqualTo(250);
    }

    @Test
    void a_stay_that_is_too_long_has_a_price_anyway() {
        var pricing = pricing("COUNTED", HOURLY + ", \"maximumStayMinutes\": 120");
        var stay = Stay.of(NINE, NINE.plus(Duration.ofMinutes(121)), BERLIN);
        assertThatThrownBy(() -> pricing.price(stay, "EUR")).isInstanceOf(NoPrice.class);
        assertThat(pricing.priceAnyway(stay, "EUR").total().amountMinor()).isEqualTo(750);
    }

    @Test
    void a_stay_whose_price_is_an_offer_settles_at_that_price() {
        var pricing = pricing("COUNTED", """
                "rates": [{"name": "Parking", "steps": [{"upToMinutes": 60, "total": "2.00"}],
                           "restarts": {"every": "STAY"}}],
                "offers": [{"name": "Day ticket", "taken": "IF_LOWER", "steps": [{"total": "10.00"}]}]
                """);
        var stay = Stay.of(NINE, NINE.plus(Duration.ofHours(2)), BERLIN);
        assertThat(minor(pricing, stay)).isEqualTo(1_000);
        assertThat(pricing.priceAnyway(stay, "EUR"))
                .as("and not twice the hour's 2.00")
                .isEqualTo(pricing.price(stay, "EUR"));
    }

    private static Pricing pricing(String seconds, String rest) {
        var tariff = TariffDocuments.JSON.readValue("""
                {"clock": "ELAPSED", "seconds": "%s", "whenRatesChange": "UNIT_IS_CUT", "outsideRates": "FREE",
                 "rounding": {"to": "0.01", "mode": "HALF_UP"}, %s}
                """.formatted(seconds, rest), Tariff.class);
        assertThat(Faults.of(tariff, "", "EUR")).isEmpty();
        return Pricing.of(tariff);
    }

    private static long minor(Pricing pricing, Duration length) {
        return minor(pricing, Stay.of(NINE, NINE.plus(length), BERLIN));
    }

    private static long minor(Pricing pricing, Stay stay) {
        return pricing.price(stay, "EUR").total().amountMinor();
    }
}
