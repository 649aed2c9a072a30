package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Finding.Code;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A first minute that costs as much as a day: right for a flat price, and a slip of the pen elsewhere.
final class CheckFirstMinute {
    private static final int STAYS_TRIED_MAX = 6_000;
    private static final int DRIVERS_TRIED_MAX = 12;

    private final Inspection inspection;
    private final Set<String> told = new HashSet<>();
    private final List<Integer> shortest;
    private int tried;

    CheckFirstMinute(Inspection inspection) {
        this.inspection = inspection;
        var minutes = new TreeSet<>(List.of(1));
        orNone(inspection.tariff().free()).forEach(each -> minutes.add(each.minutes() + 1));
        this.shortest = List.copyOf(minutes);
    }

    void look() {
        if (inspection.longestMinutes() < TimeOfDay.MINUTES_PER_DAY) {
            return;
        }
        var most = inspection.budget(STAYS_TRIED_MAX);
        var drivers = inspection.drivers().stream().limit(DRIVERS_TRIED_MAX).toList();
        var minutes = inspection.minutesOfDay();
        for (var date : inspection.dates()) {
            for (var minute : minutes) {
                for (var driver : drivers) {
                    if (tried < most) {
                        look(driver, date.atStartOfDay().plusMinutes(minute));
                    }
                }
            }
        }
    }

    private void look(Driver driver, LocalDateTime from) {
        var first = firstPaid(driver, from);
        if (first == null) {
            return;
        }
        var price = inspection.price(first);
        var day = inspection.stay(driver, from, TimeOfDay.MINUTES_PER_DAY);
        tried++;
        var dayPrice = inspection.price(day);
        if (price == null || !price.equals(dayPrice)) {
            return;
        }
        var path = path(first);
        if (told.add(path)) {
            inspection.warn(
                    Code.FIRST_MINUTE_COSTS_A_DAY,
                    path,
                    "Whoever enters on " + inspection.moment(from) + driver.words() + " pays " + inspection.text(price)
                            + " for "
                            + LocalTexts.length(first.until().getEpochSecond()
                                    - first.from().getEpochSecond())
                            + ", as much as for 24 hours.",
                    inspection.example(first, price, dayPrice));
        }
    }

    /// The shortest that is not free.
    private @Nullable Stay firstPaid(Driver driver, LocalDateTime from) {
        for (var minutes : shortest) {
            tried++;
            var stay = inspection.stay(driver, from, minutes);
            var price = inspection.price(stay);
            if (price != null && price.isPositive()) {
                return minutes >= TimeOfDay.MINUTES_PER_DAY ? null : stay;
            }
        }
        return null;
    }

    private String path(Stay stay) {
        var uses = Uses.none();
        inspection.price(stay, uses);
        var offer = uses.offers().nextSetBit(0);
        if (offer >= 0) {
            return "offers[" + offer + "].steps[0]";
        }
        var pricing = inspection.pricing();
        var line = pricing.line(stay);
        var rate = pricing.selection(stay).rateAt(line, line.at(stay.from()));
        return rate == Rota.NONE ? "rates" : "rates[" + rate + "].steps[0]";
    }
}
