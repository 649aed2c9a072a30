package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The stays whose price a tariff's author has worked out, priced by the tariff.
public final class Examples {
    private Examples() {}

    /// @param price null where the tariff has none
    /// @param problem why it has none
    public record Outcome(
            int index, @Nullable Money price, @Nullable String problem, boolean passes) {}

    public static List<Outcome> of(Pricing pricing, ZoneId zone, String currency) {
        var outcomes = new ArrayList<Outcome>();
        for (var each : orNone(pricing.tariff().examples())) {
            outcomes.add(outcome(outcomes.size(), pricing, each, zone, currency));
        }
        return outcomes;
    }

    private static Outcome outcome(int index, Pricing pricing, Tariff.Example example, ZoneId zone, String currency) {
        var from = example.from().atZone(zone).toInstant();
        var until = example.until().atZone(zone).toInstant();
        if (!from.isBefore(until)) {
            return new Outcome(index, null, "The clocks change between its times, and nothing is left of it.", false);
        }
        var stay = Stay.of(from, until, zone)
                .in(example.kind())
                .with(example.vehicle(), Set.copyOf(orNone(example.concessions())));
        try {
            var price = pricing.price(
                            Boolean.TRUE.equals(example.lostTicket()) ? stay.withLostTicket() : stay, currency)
                    .total();
            var expected = example.price().movePointRight(LocalTexts.digits(currency));
            var passes = expected.compareTo(BigDecimal.valueOf(price.amountMinor())) == 0;
            return new Outcome(index, price, null, passes);
        } catch (NoPrice none) {
            return new Outcome(index, null, none.getMessage(), false);
        }
    }
}
