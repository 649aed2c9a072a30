package io.parkapp.pricing;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run of equal units that begin one after the other, or a single step of a table. Amounts are in the tariff's
/// [Scale], so that they are whole numbers.
///
/// @param table number of the [Table] that it comes from
/// @param step of that table
/// @param walk tells walks through the same table apart
/// @param at when the first unit begins
/// @param unit seconds from one to the next; 0 where there is only one
/// @param each what a unit costs after the caps so far
/// @param full what it costs without caps
/// @param cuts what each cap takes off a unit, by the caps' numbers
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied where it changes
record Charge(
        int table,
        int step,
        int walk,
        long at,
        long unit,
        long count,
        BigInteger each,
        BigInteger full,
        BigInteger @Nullable [] cuts) {
    static Charge of(int table, int step, int walk, long at, long unit, long count, BigInteger each) {
        return new Charge(table, step, walk, at, unit, count, each, each, null);
    }

    BigInteger amount() {
        return count == 1 ? each : each.multiply(BigInteger.valueOf(count));
    }

    static BigInteger sum(List<Charge> charges) {
        var sum = BigInteger.ZERO;
        for (var each : charges) {
            sum = sum.add(each.amount());
        }
        return sum;
    }

    /// How many of its units begin before a point.
    long countBefore(long point) {
        if (at >= point) {
            return 0;
        }
        return unit == 0 ? count : Math.min(count, Math.ceilDiv(point - at, unit));
    }

    /// Units from one number up to another.
    Charge part(long from, long until) {
        return from == 0 && until == count
                ? this
                : new Charge(table, step, walk, at + from * unit, unit, until - from, each, full, cuts);
    }

    Charge cutTo(BigInteger amount, int cap, int caps) {
        var all = cuts == null ? new BigInteger[caps] : cuts.clone();
        all[cap] = each.subtract(amount);
        return new Charge(table, step, walk, at, unit, count, amount, full, all);
    }
}
