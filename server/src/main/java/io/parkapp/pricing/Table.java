package io.parkapp.pricing;

import static java.util.Objects.requireNonNull;

import io.parkapp.pricing.Tariff.Count;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The steps of a rate or of an offer, made ready to be walked through.
final class Table {
    /// Longer than any stay.
    static final long ENDLESS = Long.MAX_VALUE / 4;

    private static final int MINUTE = 60;

    /// @param from seconds of the walk
    /// @param until seconds; [#ENDLESS]
    /// @param unit seconds; 0: a flat step
    /// @param amount what entering it adds, or what each unit adds
    private record Part(Tariff.Step step, long from, long until, long unit, BigInteger amount) {}

    private final int number;
    private final String name;
    private final List<Part> parts = new ArrayList<>();

    Table(int number, String name, List<Tariff.Step> steps, Scale scale) {
        this.number = number;
        this.name = name;
        var from = 0L;
        var soFar = BigInteger.ZERO;
        for (var step : steps) {
            var until = step.upToMinutes() == null ? ENDLESS : (long) step.upToMinutes() * MINUTE;
            if (step.perMinutes() == null) {
                var total = scale.of(requireNonNull(step.total()));
                parts.add(new Part(step, from, until, 0, total.subtract(soFar)));
                soFar = total;
            } else {
                var length = (long) step.perMinutes() * MINUTE;
                var add = scale.of(requireNonNull(step.add()));
                var isExact = step.count() == Count.EXACT;
                var unit = isExact ? 1 : length;
                var each = isExact ? add.divide(BigInteger.valueOf(length)) : add;
                parts.add(new Part(step, from, until, unit, each));
                soFar = soFar.add(each.multiply(BigInteger.valueOf(Math.ceilDiv(until - from, unit))));
            }
            from = until;
        }
    }

    String name() {
        return name;
    }

    Tariff.Step step(int index) {
        return parts.get(index).step();
    }

    /// Seconds after which it has no price any more.
    long end() {
        return parts.getLast().until();
    }

    /// What is entered between two moments of a walk.
    ///
    /// @param from seconds of the walk
    /// @param until at most [#end]
    /// @param at where on the line of time `from` lies
    void charge(List<Charge> charges, int walk, long from, long until, long at) {
        for (var index = 0; index < parts.size(); index++) {
            var part = parts.get(index);
            if (part.from() >= until) {
                return;
            }
            if (part.until() <= from) {
                continue;
            }
            if (part.unit() == 0) {
                if (from <= part.from()) {
                    charges.add(Charge.of(number, index, walk, at + part.from() - from, 0, 1, part.amount()));
                }
            } else {
                var first = Math.ceilDiv(Math.max(from, part.from()) - part.from(), part.unit());
                var after = Math.ceilDiv(Math.min(until, part.until()) - part.from(), part.unit());
                if (after > first) {
                    var begins = at + part.from() + first * part.unit() - from;
                    charges.add(Charge.of(number, index, walk, begins, part.unit(), after - first, part.amount()));
                }
            }
        }
    }

    /// Where what has begun before a moment of a walk ends: a flat step without an end, and what is counted exactly,
    /// end at once.
    ///
    /// @param walked seconds
    long runsOutAt(long walked) {
        for (var part : parts) {
            if (part.from() < walked && walked <= part.until()) {
                if (part.unit() == 0) {
                    return part.until() == ENDLESS ? walked : part.until();
                }
                var units = Math.ceilDiv(walked - part.from(), part.unit());
                return Math.min(part.until(), part.from() + units * part.unit());
            }
        }
        return walked;
    }
}
