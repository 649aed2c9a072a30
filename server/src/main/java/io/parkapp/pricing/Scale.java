package io.parkapp.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;

/// A unit of money so small that all amounts of a tariff are whole multiples of it, also what a second of an exactly
/// counted unit costs. It makes all arithmetic up to the rounding exact.
///
/// @param perMajor how many make one major unit of the currency
record Scale(BigInteger perMajor) {
    /// @param seconds the lengths of all units that are counted exactly
    static Scale of(Collection<Long> seconds) {
        var multiple = BigInteger.ONE;
        for (var each : seconds) {
            var length = BigInteger.valueOf(each);
            multiple = multiple.multiply(length).divide(multiple.gcd(length));
        }
        return new Scale(multiple.multiply(BigInteger.TEN.pow(Tariff.AMOUNT_DECIMALS_MAX)));
    }

    BigInteger of(BigDecimal major) {
        return major.multiply(new BigDecimal(perMajor)).toBigIntegerExact();
    }

    /// Finer by a factor, for shares of amounts.
    Scale times(long factor) {
        return new Scale(perMajor.multiply(BigInteger.valueOf(factor)));
    }

    /// In major units, rounded to a multiple of a step.
    BigDecimal round(BigInteger amount, BigDecimal step, RoundingMode mode) {
        var steps = new BigDecimal(amount).divide(new BigDecimal(perMajor).multiply(step), 0, mode);
        return steps.multiply(step);
    }
}
