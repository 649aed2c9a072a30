package io.parkapp.tariffs;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.lots.Refused;
import io.parkapp.lots.SpotKind;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final Instant NINE = Instant.parse("2026-12-01T09:00:00Z");

    @Test
    void every_started_unit_counts() {
        var hourly = rate(60, 500, null, null);
        assertThat(price(hourly, Duration.ofMinutes(1))).isEqualTo(500);
        assertThat(price(hourly, Duration.ofMinutes(60))).isEqualTo(500);
        assertThat(price(hourly, Duration.ofMinutes(60).plusNanos(1_000))).isEqualTo(1_000);
        assertThat(price(hourly, Duration.ofMinutes(150))).isEqualTo(1_500);
        assertThat(price(rate(30, 250, null, null), Duration.ofMinutes(150))).isEqualTo(1_250);
        assertThat(price(rate(10_080, 5_000, null, null), Duration.ofDays(8))).isEqualTo(10_000);
    }

    @Test
    void a_short_stay_is_free_and_a_longer_one_is_charged_from_entry() {
        var rate = rate(60, 500, 15, null);
        assertThat(price(rate, Duration.ofMinutes(15))).isZero();
        assertThat(price(rate, Duration.ofMinutes(15).plusNanos(1_000))).isEqualTo(500);
        assertThat(price(rate, Duration.ofMinutes(61))).isEqualTo(1_000);
        assertThat(rate.price(stay(Duration.ofMinutes(15)), "EUR"))
                .singleElement()
                .satisfies(line -> assertThat(line.description()).isEqualTo("free up to 15 minutes"));
    }

    @Test
    void the_cap_holds_for_each_24_hours_from_entry() {
        var rate = rate(60, 500, null, 3_000L);
        assertThat(price(rate, Duration.ofHours(5))).isEqualTo(2_500);
        assertThat(price(rate, Duration.ofHours(6))).isEqualTo(3_000);
        assertThat(price(rate, Duration.ofHours(24))).isEqualTo(3_000);
        assertThat(price(rate, Duration.ofHours(25))).isEqualTo(3_500);
        assertThat(price(rate, Duration.ofHours(47))).isEqualTo(6_000);
        assertThat(price(rate, Duration.ofDays(400))).isEqualTo(1_200_000);
    }

    @Test
    void a_unit_that_does_not_divide_a_day_starts_anew_with_each_capped_day() {
        var rate = rate(7 * 60, 100, null, 10_000L);
        assertThat(price(rate, Duration.ofHours(24))).isEqualTo(400);
        assertThat(price(rate, Duration.ofHours(25))).isEqualTo(500);
        assertThat(price(rate(7 * 60, 100, null, null), Duration.ofHours(25))).isEqualTo(400);
    }

    @Test
    void lines_can_be_read() {
        assertThat(descriptions(rate(60, 500, null, 3_000L), Duration.ofMinutes(150)))
                .containsExactly("3 started hours at 5.00");
        assertThat(descriptions(rate(60, 500, null, 3_000L), Duration.ofHours(8)))
                .containsExactly("day cap of 30.00");
        assertThat(descriptions(rate(60, 500, null, 3_000L), Duration.ofHours(49)))
                .containsExactly("2 days at the day cap of 30.00", "1 started hour at 5.00");
        assertThat(descriptions(rate(60, 500, null, 3_000L), Duration.ofHours(47)))
                .containsExactly("2 days at the day cap of 30.00");
        assertThat(descriptions(rate(60, 100, null, 3_000L), Duration.ofHours(47)))
                .containsExactly("47 started hours at 1.00");
        assertThat(descriptions(rate(30, 500, null, null), Duration.ofHours(1)))
                .containsExactly("2 started 30-minute periods at 5.00");
        assertThat(descriptions(rate(120, 500, null, null), Duration.ofHours(1)))
                .containsExactly("1 started 2-hour period at 5.00");
        assertThat(descriptions(rate(1_440, 500, null, null), Duration.ofHours(1)))
                .containsExactly("1 started day at 5.00");
        assertThat(rate(60, 500, null, null).price(stay(Duration.ofHours(1)), "JPY"))
                .extracting(PriceLine::description)
                .containsExactly("1 started hour at 500");
    }

    @Test
    void an_hour_is_an_hour_when_the_clocks_change() {
        var hourly = rate(60, 500, null, 6_000L);
        // From midnight to midnight in Berlin: 23 hours in March, 25 in October.
        assertThat(price(
                        hourly,
                        new TimeWindow(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"))))
                .isEqualTo(6_000);
        assertThat(price(
                        hourly,
                        new TimeWindow(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z"))))
                .isEqualTo(6_500);
        // From 01:00 to 04:00 on the wall.
        assertThat(price(
                        hourly,
                        new TimeWindow(Instant.parse("2026-03-29T00:00:00Z"), Instant.parse("2026-03-29T02:00:00Z"))))
                .isEqualTo(1_000);
    }

    /// Against an evaluator that walks through the stay unit by unit, as one would on paper.
    @Test
    void random_rates_price_random_stays_as_on_paper_and_lines_add_up() {
        var random = new Random(20261122);
        for (var i = 0; i < 20_000; i++) {
            var unit =
                    List.of(1, 5, 7, 15, 30, 60, 61, 90, 120, 420, 1_000, 1_440).get(random.nextInt(12));
            var rate = rate(
                    unit,
                    random.nextInt(4) == 0 ? 0 : random.nextInt(1_000),
                    random.nextBoolean() ? random.nextInt(0, 91) : null,
                    random.nextBoolean() ? (long) random.nextInt(5_000) : null);
            var seconds = random.nextInt(3) == 0
                    ? 60L * unit * random.nextInt(1, 20)
                    : random.nextLong(1, random.nextBoolean() ? 7_200 : 4 * 86_400);
            var stay = new TimeWindow(NINE, NINE.plusSeconds(seconds));
            var lines = rate.price(stay, "EUR");

            assertThat(price(rate, stay)).as("%s for %s s", rate, seconds).isEqualTo(onPaper(rate, seconds));
            assertThat(lines.getFirst().from()).isEqualTo(stay.from());
            assertThat(lines.getLast().until()).isEqualTo(stay.until());
            for (var j = 1; j < lines.size(); j++) {
                assertThat(lines.get(j).from()).isEqualTo(lines.get(j - 1).until());
            }
            assertThat(lines)
                    .allSatisfy(line ->
                            assertThat(line.amount()).isEqualTo(line.unitPrice().times(line.units())));
        }
    }

    @Test
    void staying_longer_never_costs_less() {
        var random = new Random(7);
        for (var i = 0; i < 200; i++) {
            var rate = rate(
                    random.nextInt(1, 1_441), random.nextInt(1_000), random.nextInt(60), (long) random.nextInt(9_000));
            var before = 0L;
            for (var minutes = 1; minutes < 4_000; minutes += random.nextInt(1, 40)) {
                var price = price(rate, Duration.ofMinutes(minutes));
                assertThat(price).isGreaterThanOrEqualTo(before);
                before = price;
            }
        }
    }

    private static long onPaper(Rate rate, long seconds) {
        if (rate.freeMinutes() != null && seconds <= rate.freeMinutes() * 60L) {
            return 0;
        }
        var total = 0L;
        var today = 0L;
        var unitEnds = 0L;
        for (var second = 0L; second < seconds; second++) {
            if (rate.dailyCapMinor() != null && second % 86_400 == 0) {
                total += today;
                today = 0;
                unitEnds = second;
            }
            if (second == unitEnds) {
                today += rate.unitPriceMinor();
                unitEnds += rate.unitMinutes() * 60L;
            }
            if (rate.dailyCapMinor() != null) {
                today = Math.min(today, rate.dailyCapMinor());
            }
        }
        return total + today;
    }

    @Test
    void what_a_rate_cannot_be_is_refused_by_its_field() {
        Refused.field("x.unitMinutes", () -> rate(0, 500, null, null).check("x"));
        Refused.field("x.unitMinutes", () -> rate(10_081, 500, null, null).check("x"));
        Refused.field("x.unitPriceMinor", () -> rate(60, -1, null, null).check("x"));
        Refused.field("x.freeMinutes", () -> rate(60, 500, 1_441, null).check("x"));
        Refused.field("x.dailyCapMinor", () -> rate(60, 500, null, -1L).check("x"));
        Refused.field("x.dailyCapMinor", () -> rate(1_441, 500, null, 1L).check("x"));
    }

    @Test
    void a_tariff_has_one_rate_per_kind_and_at_most_one_for_the_rest() {
        var general = rate(60, 500, null, null);
        var electric = new Rate(List.of(SpotKind.EV_CHARGING), 60, 800, null, null);
        var tariff = new Tariff(List.of(general, electric));
        tariff.check("tariff");
        assertThat(tariff.rateFor(SpotKind.EV_CHARGING)).contains(electric);
        assertThat(tariff.rateFor(SpotKind.STANDARD)).contains(general);
        assertThat(new Tariff(List.of(electric)).rateFor(SpotKind.STANDARD)).isEmpty();

        Refused.field("tariff.rates", () -> new Tariff(List.of()).check("tariff"));
        Refused.field("tariff.rates[1].kinds", () -> new Tariff(List.of(general, general)).check("tariff"));
        Refused.field("tariff.rates[2].kinds", () -> new Tariff(List.of(general, electric, electric)).check("tariff"));
        Refused.field(
                "tariff.rates[1].unitMinutes",
                () -> new Tariff(List.of(electric, rate(0, 1, null, null))).check("tariff"));
        Refused.field("tariff.rates", () -> new Tariff(Collections.nCopies(21, electric)).check("tariff"));
    }

    private static Rate rate(int unitMinutes, long priceMinor, @Nullable Integer freeMinutes, @Nullable Long capMinor) {
        return new Rate(null, unitMinutes, priceMinor, freeMinutes, capMinor);
    }

    private static TimeWindow stay(Duration length) {
        return new TimeWindow(NINE, NINE.plus(length));
    }

    private static long price(Rate rate, Duration length) {
        return price(rate, stay(length));
    }

    private static long price(Rate rate, TimeWindow stay) {
        return rate.price(stay, "EUR").stream()
                .map(PriceLine::amount)
                .reduce(Money.none("EUR"), Money::plus)
                .amountMinor();
    }

    private static List<String> descriptions(Rate rate, Duration length) {
        return rate.price(stay(length), "EUR").stream()
                .map(PriceLine::description)
                .toList();
    }
}
