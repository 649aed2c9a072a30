package io.parkapp.parking;

import io.parkapp.pricing.Tariff;
import io.parkapp.values.Money;
import io.parkapp.vouchers.Voucher;
import io.parkapp.vouchers.Vouchers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// What the codes of a reservation take off a new price.
@Component
class Discounts {
    private final Vouchers vouchers;

    Discounts(Vouchers vouchers) {
        this.vouchers = vouchers;
    }

    /// In the transaction that fixes the price: books what each code takes off of it, one after the other. Where a
    /// merchant's budget does not cover more than was booked before, the code is cut to that.
    ///
    /// @param price with these discounts
    /// @return the codes as they may be used
    List<Voucher> book(Reservation stay, Function<List<Tariff.Discount>, Money> price) {
        var used = new ArrayList<Voucher>();
        if (stay.vouchers().isEmpty()) {
            return used;
        }
        var before = price.apply(List.of());
        for (var each : stay.vouchers()) {
            used.add(each);
            var off = before.minus(price.apply(Voucher.discounts(used))).atLeast(stay.nothing());
            var granted = vouchers.rebook(stay.id(), each, off);
            if (granted.compareTo(off) < 0) {
                used.set(used.size() - 1, each.cutTo(granted));
            }
            before = price.apply(Voucher.discounts(used));
        }
        return used;
    }
}
