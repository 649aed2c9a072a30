package io.parkapp.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.pricing.LineSentence.Said;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LineSentenceTest {
    private static final int TARIFFS = 1_500;
    private static final int STAYS_PER_TARIFF = 5;

    /// Whatever else a price says is a name that the operator gave, or a tax.
    @Test
    void every_sentence_of_random_prices_is_known_with_its_numbers() {
        var seen = EnumSet.noneOf(LineSentence.class);
        for (var seed = 1; seed <= TARIFFS; seed++) {
            var random = new RandomTariffs(seed);
            var tariff = random.tariff();
            var pricing = Pricing.of(tariff);
            for (var stay = 0; stay < STAYS_PER_TARIFF; stay++) {
                for (var line : pricing.priceAnyway(random.unevenStay(tariff), random.currency())
                        .lines()) {
                    var said = LineSentence.in(line);
                    said.map(Said::sentence).ifPresent(seen::add);
                    assertThat(said.isPresent() || isNamed(line)).as("%s", line).isTrue();
                    assertThat(said).as("%s", line).satisfies(each -> isSame(line, each));
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(LineSentence.values());
    }

    private static boolean isNamed(PriceLine line) {
        var name = Objects.toString(line.rule(), "");
        return line.description().matches(Pattern.quote(name) + "( \\d+(\\.\\d+)? %)?");
    }

    private static void isSame(PriceLine line, Optional<Said> said) {
        if (said.isPresent() && line.units() != null) {
            assertThat(said.get().count()).isEqualTo(line.units());
        }
        if (said.isPresent() && line.unitPrice() != null) {
            assertThat(said.get().amount()).isEqualByComparingTo(new BigDecimal(line.unitPrice()));
        }
    }
}
