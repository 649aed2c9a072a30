package io.parkapp.pricing;

import static io.parkapp.pricing.TariffDocuments.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.parkapp.pricing.NaivePricing.Misreading;
import io.parkapp.values.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tariffs nobody would think of, priced twice. `-Dtariffs.seed=7 -Dtariffs.count=100000` tries others, and more.
class RandomTariffsTest {
    private static final long FIRST_SEED = Long.getLong("tariffs.seed", 1);
    private static final long TARIFFS = Long.getLong("tariffs.count", 4_000);
    private static final int STAYS_PER_TARIFF = 26;

    @Test
    void random_stays_cost_what_a_naive_reading_of_the_language_says() {
        var disagreements = new ArrayList<String>();
        var priced = 0;
        for (var seed = FIRST_SEED; seed < FIRST_SEED + TARIFFS; seed++) {
            var random = new RandomTariffs(seed);
            var tariff = random.tariff();
            assertThat(Faults.of(tariff, "", random.currency()))
                    .as("seed %d", seed)
                    .isEmpty();
            var pricing = Pricing.of(tariff);
            for (var i = 0; i < STAYS_PER_TARIFF; i++) {
                var stay = random.stay(tariff);
                var price = price(pricing, stay, random.currency());
                var naive = NaivePricing.price(tariff, stay, random.currency(), Misreading.NONE);
                if (!agree(price, naive)) {
                    disagreements.add("seed %d, stay %d%n%s%n%s%nprice %s%nnaive %s"
                            .formatted(seed, i, JSON.writeValueAsString(tariff), stay, price, naive));
                }
                priced += price == null ? 0 : 1;
            }
        }
        assertThat(disagreements.stream().min(Comparator.comparingInt(String::length)))
                .as("the shortest of %d", disagreements.size())
                .isEmpty();
        assertThat(priced).isGreaterThan((int) (TARIFFS * STAYS_PER_TARIFF / 2));
    }

    /// Otherwise the test above might compare nothing.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_wrong_reading_is_noticed(Misreading misreading) {
        for (var seed = FIRST_SEED; seed < FIRST_SEED + TARIFFS; seed++) {
            var random = new RandomTariffs(seed);
            var tariff = random.tariff();
            var pricing = Pricing.of(tariff);
            for (var i = 0; i < STAYS_PER_TARIFF; i++) {
                var stay = random.stay(tariff);
                var price = price(pricing, stay, random.currency());
                if (!agree(price, NaivePricing.price(tariff, stay, random.currency(), misreading))) {
                    return;
                }
            }
        }
        fail(misreading + " makes no difference");
    }

    @Test
    void lines_add_up_and_nothing_but_a_missing_price_is_thrown() {
        for (var seed = FIRST_SEED; seed < FIRST_SEED + TARIFFS; seed++) {
            var random = new RandomTariffs(seed);
            var tariff = random.tariff();
            var pricing = Pricing.of(tariff);
            for (var i = 0; i < STAYS_PER_TARIFF / 5; i++) {
                var stay = random.unevenStay(tariff);
                var price = price(pricing, stay, random.currency());
                var anyway = pricing.priceAnyway(stay, random.currency());
                if (price != null) {
                    assertThat(pricing.total(stay, random.currency())).isEqualTo(price.total());
                }
                for (var each : price == null ? List.of(anyway) : List.of(price, anyway)) {
                    var sum = each.lines().stream()
                            .map(PriceLine::amount)
                            .reduce(Money.none(random.currency()), Money::plus);
                    assertThat(sum)
                            .as("seed %d, stay %d: %s", seed, i, each)
                            .isEqualTo(each.total())
                            .isGreaterThanOrEqualTo(Money.none(random.currency()));
                }
            }
        }
    }

    @Test
    void what_has_a_price_costs_the_same_anyway() {
        for (var seed = FIRST_SEED; seed < FIRST_SEED + TARIFFS / 4; seed++) {
            var random = new RandomTariffs(seed);
            var tariff = random.tariff();
            var pricing = Pricing.of(tariff);
            var stay = random.unevenStay(tariff);
            var price = price(pricing, stay, random.currency());
            if (price != null) {
                assertThat(pricing.priceAnyway(stay, random.currency())).isEqualTo(price);
            }
        }
    }

    private static @Nullable Price price(Pricing pricing, Stay stay, String currency) {
        try {
            return pricing.price(stay, currency);
        } catch (NoPrice none) {
            return null;
        }
    }

    private static boolean agree(@Nullable Price price, Optional<NaivePricing.Total> naive) {
        if (price == null || naive.isEmpty()) {
            return price == null && naive.isEmpty();
        }
        var tax = price.tax() == null ? 0 : price.tax().amount().amountMinor();
        return BigInteger.valueOf(price.total().amountMinor())
                        .equals(naive.get().minor())
                && BigInteger.valueOf(tax).equals(naive.get().tax());
    }
}
