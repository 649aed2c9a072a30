package io.parkapp.pricing;

import static java.util.Objects.requireNonNull;

import io.parkapp.pricing.Tariff.Count;
import io.parkapp.pricing.Tariff.Discount;
import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts charges, discounts and surcharges into lines, and rounds their sum once.
final class Bill {
    /// More are put together by rule, whenever they were charged.
    private static final int CHARGE_LINES_MAX = 40;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /// A percentage has at most two decimals.
    private static final long PERCENT_PARTS = 10_000;

    /// A line in the making.
    private static final class Draft {
        private final @Nullable Charge first;
        private final String text;
        private final @Nullable String rule;
        private final long from;
        private long until;
        private long units;
        private BigInteger amount;
        private BigInteger flat = BigInteger.ZERO;
        private int lastStep;
        private final @Nullable BigInteger[] cuts;

        private Draft(@Nullable Charge first, String text, @Nullable String rule, long from, long until, int caps) {
            this.first = first;
            this.text = text;
            this.rule = rule;
            this.from = from;
            this.until = until;
            this.amount = BigInteger.ZERO;
            this.cuts = new BigInteger[caps];
        }

        private boolean isFlat() {
            return first != null && first.unit() == 0;
        }

        private boolean takes(Charge charge) {
            return first != null
                    && first.table() == charge.table()
                    && first.walk() == charge.walk()
                    && (first.unit() == 0 ? charge.unit() == 0 : first.step() == charge.step());
        }

        private void add(Charge charge) {
            amount = amount.add(charge.amount());
            if (isFlat()) {
                units = 1;
                flat = flat.add(charge.full());
            } else {
                units += charge.count();
            }
            lastStep = charge.step();
            for (var cap = 0; cap < cuts.length; cap++) {
                if (charge.cuts() != null && charge.cuts()[cap] != null) {
                    cut(cap, charge.cuts()[cap].multiply(BigInteger.valueOf(charge.count())));
                }
            }
        }

        private void cut(int cap, BigInteger more) {
            cuts[cap] = cuts[cap] == null ? more : cuts[cap].add(more);
        }

        private boolean isLike(Draft other) {
            return first != null
                    && other.first != null
                    && first.table() == other.first.table()
                    && lastStep == other.lastStep
                    && flat.equals(other.flat);
        }

        private void take(Draft other) {
            amount = amount.add(other.amount);
            units += other.units;
            until = other.until;
            for (var cap = 0; cap < cuts.length; cap++) {
                if (other.cuts[cap] != null) {
                    cut(cap, other.cuts[cap]);
                }
            }
        }
    }

    private final Pricing pricing;
    private final Tariff tariff;
    private final Timeline line;
    private final String currency;
    private final boolean sumOnly;
    private final List<Draft> drafts = new ArrayList<>();
    private Scale scale;

    /// @param sumOnly nobody will look at the lines
    Bill(Pricing pricing, Timeline line, String currency, boolean sumOnly) {
        this.pricing = pricing;
        this.tariff = pricing.tariff();
        this.line = line;
        this.currency = currency;
        this.sumOnly = sumOnly;
        this.scale = pricing.scale();
    }

    void add(String text, String rule, long from, long until, BigDecimal amount) {
        add(text, rule, from, until, scale.of(amount));
    }

    private void add(String text, @Nullable String rule, long from, long until, BigInteger amount) {
        var draft = new Draft(null, text, rule, from, until, 0);
        draft.amount = amount;
        drafts.add(draft);
    }

    /// @param until where the last of them ends
    void add(List<Charge> charges, long until) {
        if (sumOnly) {
            add("", null, until, until, Charge.sum(charges).max(BigInteger.ZERO));
            return;
        }
        var added = new ArrayList<Draft>();
        for (var charge : charges) {
            var draft = draftOf(charge, added);
            draft.add(charge);
        }
        for (var index = 0; index < added.size(); index++) {
            added.get(index).until = index + 1 < added.size() ? added.get(index + 1).from : until;
        }
        var merged = merge(added, 1);
        drafts.addAll(merged.size() <= CHARGE_LINES_MAX ? merged : merge(merged, merged.size()));
        var total = total();
        if (total.signum() < 0) {
            add("never below zero", null, drafts.getFirst().from, until, total.negate());
        }
    }

    /// Charges of one walk come close together.
    private Draft draftOf(Charge charge, List<Draft> added) {
        for (var index = added.size() - 1; index >= Math.max(0, added.size() - CHARGE_LINES_MAX); index--) {
            if (added.get(index).takes(charge)) {
                return added.get(index);
            }
        }
        var draft = new Draft(
                charge, "", pricing.tables().get(charge.table()).name(), charge.at(), charge.at(), pricing.capCount());
        added.add(draft);
        return draft;
    }

    /// @param reach how far back a line may be that another one joins
    private static List<Draft> merge(List<Draft> drafts, int reach) {
        var merged = new ArrayList<Draft>();
        for (var each : drafts) {
            var like = merged.subList(Math.max(0, merged.size() - reach), merged.size()).stream()
                    .filter(earlier -> earlier.isLike(each))
                    .findFirst();
            like.ifPresentOrElse(earlier -> earlier.take(each), () -> merged.add(each));
        }
        return merged;
    }

    /// @return whether it takes anything off
    boolean discount(Discount discount) {
        var total = total();
        if (discount.percentOff() != null) {
            var parts = discount.percentOff().multiply(HUNDRED).toBigIntegerExact();
            scale = scale.times(PERCENT_PARTS);
            var factor = BigInteger.valueOf(PERCENT_PARTS);
            for (var draft : drafts) {
                draft.amount = draft.amount.multiply(factor);
                for (var cap = 0; cap < draft.cuts.length; cap++) {
                    if (draft.cuts[cap] != null) {
                        draft.cuts[cap] = draft.cuts[cap].multiply(factor);
                    }
                }
            }
            return takeOff(
                    discount.percentOff().stripTrailingZeros().toPlainString() + " % off: " + discount.name(),
                    discount.name(),
                    total.multiply(parts));
        } else if (discount.amountOff() != null) {
            var off = scale.of(discount.amountOff()).min(total);
            return takeOff(text(discount.amountOff()) + " off: " + discount.name(), discount.name(), off);
        } else if (discount.priceAtMost() != null) {
            var off = total.subtract(scale.of(discount.priceAtMost())).max(BigInteger.ZERO);
            return takeOff("at most " + text(discount.priceAtMost()) + ": " + discount.name(), discount.name(), off);
        }
        return false;
    }

    private boolean takeOff(String text, String rule, BigInteger off) {
        if (off.signum() <= 0 || drafts.isEmpty()) {
            return false;
        }
        add(text, rule, drafts.getFirst().from, drafts.getLast().until, off.negate());
        return true;
    }

    private BigInteger total() {
        var total = BigInteger.ZERO;
        for (var each : drafts) {
            total = total.add(each.amount);
        }
        return total;
    }

    /// @param paid before, for an earlier part of the stay
    Price price(BigDecimal paid) {
        var lines = new ArrayList<PriceLine>();
        var sum = BigInteger.ZERO;
        var rounded = Money.none(currency);
        for (var each : drafts) {
            sum = sum.add(each.amount);
            var next = round(sum);
            lines.add(line(each, next.minus(rounded)));
            rounded = next;
        }
        var total = withTax(rounded, lines);
        var before = money(paid).atMost(total);
        if (before.isPositive()) {
            lines.add(extra(
                    "paid for the earlier stay", null, Money.none(currency).minus(before)));
            total = total.minus(before);
        }
        return new Price(total, tax(total), List.copyOf(lines));
    }

    /// As [#price] has it.
    Money total(BigDecimal paid) {
        var net = round(total());
        var tax = tariff.tax();
        var total = tax == null || tax.included() ? net : net.plus(share(net, tax.percent(), HUNDRED));
        var before = money(paid).atMost(total);
        return before.isPositive() ? total.minus(before) : total;
    }

    private Money round(BigInteger amount) {
        var mode = RoundingMode.valueOf(tariff.rounding().mode().name());
        return money(scale.round(amount, tariff.rounding().to(), mode));
    }

    private Money money(BigDecimal major) {
        return Money.of(
                major.movePointRight(LocalTexts.digits(currency))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact(),
                currency);
    }

    private Money withTax(Money net, List<PriceLine> lines) {
        var tax = tariff.tax();
        if (tax == null || tax.included()) {
            return net;
        }
        var added = share(net, tax.percent(), HUNDRED);
        lines.add(extra(tax.name() + " " + percent(tax), tax.name(), added));
        return net.plus(added);
    }

    private Price.@Nullable Tax tax(Money total) {
        var tax = tariff.tax();
        return tax == null ? null : Price.Tax.within(total, tax.name(), tax.percent());
    }

    private static Money share(Money whole, BigDecimal part, BigDecimal of) {
        return Money.of(
                BigDecimal.valueOf(whole.amountMinor())
                        .multiply(part)
                        .divide(of, 0, RoundingMode.HALF_UP)
                        .longValueExact(),
                whole.currency());
    }

    private static String percent(Tariff.Tax tax) {
        return tax.percent().stripTrailingZeros().toPlainString() + " %";
    }

    private PriceLine extra(String text, @Nullable String rule, Money amount) {
        var from = drafts.isEmpty() ? 0 : drafts.getFirst().from;
        var until = drafts.isEmpty() ? 0 : drafts.getLast().until;
        return new PriceLine(text, rule, line.instant(from), line.instant(until), null, null, null, null, amount);
    }

    private PriceLine line(Draft draft, Money amount) {
        var reductions = new ArrayList<PriceLine.Reduction>();
        var full = amount;
        for (var cap = 0; cap < draft.cuts.length; cap++) {
            if (draft.cuts[cap] != null && draft.cuts[cap].signum() != 0) {
                var name = requireNonNull(tariff.caps()).get(cap).name();
                var off = money(scale.round(draft.cuts[cap], unit(), RoundingMode.HALF_UP));
                reductions.add(new PriceLine.Reduction(name, off));
                full = full.plus(off);
            }
        }
        return new PriceLine(
                draft.first == null ? draft.text : text(draft),
                draft.rule,
                line.instant(draft.from),
                line.instant(draft.until),
                draft.first == null || isExact(draft) ? null : draft.units,
                draft.first == null ? null : text(unitPrice(draft)),
                reductions.isEmpty() ? null : full,
                reductions.isEmpty() ? null : reductions,
                amount);
    }

    private BigDecimal unitPrice(Draft draft) {
        var step = stepOf(draft);
        return draft.isFlat() ? requireNonNull(step.total()) : requireNonNull(step.add());
    }

    private Tariff.Step stepOf(Draft draft) {
        return pricing.tables().get(requireNonNull(draft.first).table()).step(draft.lastStep);
    }

    private boolean isExact(Draft draft) {
        return stepOf(draft).count() == Count.EXACT;
    }

    private String text(Draft draft) {
        var step = stepOf(draft);
        var price = text(unitPrice(draft));
        var name = pricing.tables().size() == 1 ? "" : Objects.toString(draft.rule, "") + ": ";
        if (draft.isFlat()) {
            var times = draft.units == 1 ? "" : draft.units + " times ";
            return name
                    + times
                    + (step.upToMinutes() == null
                            ? "flat price of " + price
                            : "up to " + LocalTexts.length(step.upToMinutes() * 60L) + " at " + price);
        }
        var unit = LocalTexts.unit(requireNonNull(step.perMinutes()));
        return isExact(draft)
                ? name + LocalTexts.length(draft.units) + " at " + price + " per " + unit
                : name + draft.units + " started " + unit + (draft.units == 1 ? "" : "s") + " at " + price;
    }

    private String text(BigDecimal major) {
        return LocalTexts.amount(major, currency);
    }

    /// The currency's smallest, in its major unit.
    private BigDecimal unit() {
        return BigDecimal.ONE.movePointLeft(LocalTexts.digits(currency));
    }
}
