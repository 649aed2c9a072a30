package io.parkapp.pricing;

import java.util.BitSet;

/// Which parts of a tariff had a say in prices, by their numbers.
///
/// @param caps that took something off
/// @param free minutes that were granted, whether or not they were exceeded
/// @param fitting offers whose conditions were met
/// @param offers that were taken
record Uses(BitSet caps, BitSet free, BitSet fitting, BitSet offers, BitSet discounts, BitSet surcharges) {
    static Uses none() {
        return new Uses(new BitSet(), new BitSet(), new BitSet(), new BitSet(), new BitSet(), new BitSet());
    }
}
