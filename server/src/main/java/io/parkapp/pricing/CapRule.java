package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Tariff.Every;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cap made ready for use.
///
/// @param number among the tariff's caps
/// @param rates those whose charges it limits
/// @param windows whose openings are its periods; null where they are something else
record CapRule(
        int number,
        Tariff.@Nullable Audience audience,
        BitSet rates,
        BigInteger limit,
        Cycles cycles,
        @Nullable Rota windows) {
    static CapRule of(int number, Tariff.Cap cap, Tariff tariff, Calendar calendar, Scale scale) {
        var rates = new BitSet();
        for (var index = 0; index < tariff.rates().size(); index++) {
            var name = tariff.rates().get(index).name();
            if (orNone(cap.rates()).isEmpty() || orNone(cap.rates()).contains(name)) {
                rates.set(index);
            }
        }
        var windows = orNone(cap.when());
        return new CapRule(
                number,
                cap.audience(),
                rates,
                scale.of(cap.amount()),
                Cycles.of(cap.per(), calendar),
                windows.isEmpty() ? null : new Rota(calendar, List.of(windows)));
    }

    /// @param caps how many the tariff has
    /// @param from when the walk began
    List<Charge> limit(List<Charge> charges, Walk walk, Timeline line, long from, long until, int caps) {
        if (isOutOfReach(charges)) {
            return charges;
        }
        var periods = cycles.periods(
                line, from, until, cycles.every() == Every.PERIOD ? spans(walk, line, from, until) : null);
        var limited = new ArrayList<Charge>(charges.size() + periods.size());
        var current = 0;
        var soFar = BigInteger.ZERO;
        for (var charge : charges) {
            if (!rates.get(charge.table())) {
                limited.add(charge);
                continue;
            }
            for (var done = 0L; done < charge.count(); ) {
                var rest = charge.part(done, charge.count());
                while (current < periods.size() && periods.get(current).until() <= rest.at()) {
                    current++;
                    soFar = BigInteger.ZERO;
                }
                if (current == periods.size()) {
                    limited.add(rest);
                    break;
                }
                var period = periods.get(current);
                var isIn = period.from() <= rest.at();
                var count = rest.countBefore(isIn ? period.until() : period.from());
                var part = rest.part(0, count);
                if (isIn) {
                    limit(limited, part, soFar, caps);
                    soFar = soFar.add(part.amount());
                } else {
                    limited.add(part);
                }
                done += count;
            }
        }
        return limited;
    }

    /// Whether no period can come to more than the limit, as all of them together do not.
    private boolean isOutOfReach(List<Charge> charges) {
        var sum = BigInteger.ZERO;
        for (var charge : charges) {
            if (rates.get(charge.table()) && charge.each().signum() > 0) {
                sum = sum.add(charge.amount());
                if (sum.compareTo(limit) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /// @param soFar what its period was charged before it, without this limit
    private void limit(List<Charge> limited, Charge charge, BigInteger soFar, int caps) {
        var after = soFar.add(charge.amount());
        if (charge.each().signum() == 0 || after.max(soFar).compareTo(limit) <= 0) {
            limited.add(charge);
        } else if (charge.count() == 1) {
            limited.add(charge.cutTo(after.min(limit).subtract(soFar.min(limit)), number, caps));
        } else {
            var room = limit.subtract(soFar).max(BigInteger.ZERO);
            var whole = room.divide(charge.each()).longValueExact();
            if (whole > 0) {
                limited.add(charge.part(0, whole));
            }
            limited.add(charge.part(whole, whole + 1)
                    .cutTo(room.subtract(charge.each().multiply(BigInteger.valueOf(whole))), number, caps));
            if (whole + 1 < charge.count()) {
                limited.add(charge.part(whole + 1, charge.count()).cutTo(BigInteger.ZERO, number, caps));
            }
        }
    }

    private List<Span> spans(Walk walk, Timeline line, long from, long until) {
        if (windows != null) {
            return windows.openings(line, from, until);
        }
        var spans = new ArrayList<Span>();
        for (var each : walk.spans()) {
            if (!rates.get(each.owner())) {
                continue;
            }
            if (!spans.isEmpty() && spans.getLast().until() == each.from()) {
                spans.set(spans.size() - 1, new Span(spans.getLast().from(), each.until(), 0));
            } else {
                spans.add(new Span(each.from(), each.until(), 0));
            }
        }
        return spans;
    }
}
