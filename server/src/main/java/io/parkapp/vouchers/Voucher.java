package io.parkapp.vouchers;

import io.parkapp.pricing.Tariff;
import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/// A code as a stay carries it, with what it takes off the price.
public record Voucher(UUID codeId, String code, Tariff.Discount discount) {
    public static List<Tariff.Discount> discounts(List<Voucher> vouchers) {
        return vouchers.stream().map(Voucher::discount).toList();
    }

    /// Takes off no more than this.
    public Voucher cutTo(Money off) {
        return new Voucher(codeId, code, amountOff(discount.name(), off));
    }

    static Tariff.Discount amountOff(String name, Money off) {
        var digits = Currency.getInstance(off.currency()).getDefaultFractionDigits();
        return new Tariff.Discount(name, null, null, null, null, BigDecimal.valueOf(off.amountMinor(), digits), null);
    }
}
