package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Tariff.Discount;
import io.parkapp.pricing.Tariff.End;
import io.parkapp.pricing.Tariff.Every;
import io.parkapp.pricing.Tariff.Exceeded;
import io.parkapp.pricing.Tariff.Offer;
import io.parkapp.pricing.Tariff.Taken;
import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One stay being priced, in the order that `docs/tariffs.md` gives.
final class Evaluation {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;

    private final Pricing pricing;
    private final Tariff tariff;
    private final Stay stay;
    private final boolean lenient;
    private final Timeline line;
    private final Pricing.Selection selection;
    private final Bill bill;
    private final @Nullable Uses uses;

    /// The real ones; conditions look at these.
    private long entry;

    private long exit;
    /// What is charged.
    private long from;

    private long until;
    private BigDecimal paid = BigDecimal.ZERO;
    private List<Stay.Earlier> earlier;

    /// @param uses learns which parts of the tariff have a say
    Evaluation(Pricing pricing, Stay stay, String currency, boolean lenient, boolean sumOnly, @Nullable Uses uses) {
        this.pricing = pricing;
        this.tariff = pricing.tariff();
        this.stay = stay;
        this.lenient = lenient;
        this.uses = uses;
        this.line = pricing.line(stay);
        this.selection = pricing.selection(stay);
        this.bill = new Bill(pricing, line, currency, sumOnly);
        this.earlier = stay.earlier();
        this.entry = line.at(stay.from());
        this.exit = line.at(stay.until());
    }

    Price price() {
        settle();
        return bill.price(paid);
    }

    /// Of [#price], for less work.
    Money total() {
        settle();
        return bill.total(paid);
    }

    private void settle() {
        if (stay.lostTicket()
                && tariff.lostTicket() != null
                && tariff.lostTicket().price() != null) {
            bill.add(
                    "lost ticket",
                    "Lost ticket",
                    entry,
                    exit,
                    tariff.lostTicket().price());
            return;
        }
        settleBounds();
        from = entry;
        until = exit;
        var longest = tariff.maximumStayMinutes() == null ? Table.ENDLESS : tariff.maximumStayMinutes() * MINUTE;
        if (until - from > longest && !lenient) {
            throw new NoPrice("At most " + LocalTexts.length(longest) + " can be parked here.");
        }
        var discounts = new ArrayList<>(orNone(tariff.discounts()));
        discounts.addAll(stay.validations());
        discounts.removeIf(each -> !Pricing.fits(each.audience(), stay));
        discounts.forEach(this::takeMinutesOff);
        if (from < until && !isFree()) {
            charge();
        }
        for (var each : discounts) {
            if (bill.discount(each)) {
                noteDiscount(each);
            }
        }
        for (var index = 0; index < orNone(tariff.surcharges()).size(); index++) {
            var each = orNone(tariff.surcharges()).get(index);
            if (Pricing.fits(each.audience(), stay)
                    && pricing.isIn(each.entry(), line, entry)
                    && pricing.isIn(each.exit(), line, exit - 1)) {
                bill.add(each.name(), each.name(), entry, exit, each.amount());
                note(Uses::surcharges, index);
            }
        }
    }

    private void note(Function<Uses, BitSet> parts, int index) {
        if (uses != null) {
            parts.apply(uses).set(index);
        }
    }

    @SuppressWarnings("ReferenceEquality") // two that are alike are two
    private void noteDiscount(Discount discount) {
        for (var index = 0; uses != null && index < orNone(tariff.discounts()).size(); index++) {
            if (orNone(tariff.discounts()).get(index) == discount) {
                uses.discounts().set(index);
            }
        }
    }

    /// Joins stays, ends at the payment, and moves a lost ticket's beginning.
    private void settleBounds() {
        if (tariff.reentry() != null) {
            join(tariff.reentry().withinMinutes() * MINUTE);
        }
        if (stay.lostTicket()
                && tariff.lostTicket() != null
                && tariff.lostTicket().chargedFromClock() != null) {
            var clock = new Cycles(
                    Every.CLOCK,
                    0,
                    tariff.lostTicket().chargedFromClock().minute(),
                    Days.ALL,
                    null,
                    pricing.calendar());
            entry = clock.lastShowing(line, exit - 1);
        }
        if (tariff.exitGraceMinutes() != null && stay.paidAt() != null) {
            var paidAt = line.at(stay.paidAt());
            if (paidAt <= exit && exit - paidAt <= tariff.exitGraceMinutes() * MINUTE) {
                exit = Math.max(entry, paidAt);
            }
        }
    }

    private void join(long within) {
        var rest = new ArrayList<>(earlier);
        rest.sort(Comparator.comparing(Stay.Earlier::until).reversed());
        var unjoined = new ArrayList<Stay.Earlier>();
        for (var each : rest) {
            var away = entry - line.at(each.until());
            if (away >= 0 && away <= within) {
                entry = Math.min(entry, line.at(each.from()));
                paid = paid.add(each.paid());
            } else {
                unjoined.add(each);
            }
        }
        earlier = unjoined;
    }

    private void takeMinutesOff(Discount discount) {
        if (discount.minutesOff() == null || from >= until) {
            return;
        }
        noteDiscount(discount);
        var seconds = Math.min(discount.minutesOff() * MINUTE, until - from);
        var text = LocalTexts.length(seconds) + " off: " + discount.name();
        if (discount.takenFrom() == End.END) {
            bill.add(text, discount.name(), until - seconds, until, BigDecimal.ZERO);
            until -= seconds;
        } else {
            bill.add(text, discount.name(), from, from + seconds, BigDecimal.ZERO);
            from += seconds;
        }
    }

    /// @return true where nothing is charged
    private boolean isFree() {
        var all = orNone(tariff.free());
        var index = 0;
        while (index < all.size()
                && !(Pricing.fits(all.get(index).audience(), stay)
                        && pricing.isIn(all.get(index).when(), line, entry))) {
            index++;
        }
        if (index == all.size()) {
            return false;
        }
        var free = all.get(index);
        if (free.oncePer() != null && wasHere(free.oncePer())) {
            return false;
        }
        note(Uses::free, index);
        var seconds = free.minutes() * MINUTE;
        var text = "free up to " + LocalTexts.counted(free.minutes(), "minute");
        if (until - from <= seconds) {
            bill.add(text, "Free minutes", from, until, BigDecimal.ZERO);
            return true;
        }
        if (free.whenExceeded() == Exceeded.TAKEN_OFF) {
            bill.add(
                    LocalTexts.counted(free.minutes(), "minute") + " free",
                    "Free minutes",
                    from,
                    from + seconds,
                    BigDecimal.ZERO);
            from += seconds;
        }
        return false;
    }

    private boolean wasHere(Tariff.Cycle oncePer) {
        var since = oncePer.every() == Every.CLOCK
                ? Cycles.of(oncePer, pricing.calendar()).lastShowing(line, entry)
                : entry - (oncePer.hours() == null ? 0 : oncePer.hours()) * HOUR + 1;
        return earlier.stream()
                .mapToLong(each -> line.at(each.from()))
                .anyMatch(each -> since <= each && each <= entry);
    }

    /// By rates and caps, or by the offer that takes their place.
    private void charge() {
        var best = byRates();
        var taken = -1;
        for (var index = 0; index < orNone(tariff.offers()).size(); index++) {
            var offer = orNone(tariff.offers()).get(index);
            if (offer.taken() == Taken.ALWAYS && fits(offer)) {
                note(Uses::fitting, index);
                var candidate = byOffer(index, offer);
                if (candidate != null) {
                    best = candidate;
                    taken = index;
                    break;
                }
            }
        }
        for (var index = 0; index < orNone(tariff.offers()).size(); index++) {
            var offer = orNone(tariff.offers()).get(index);
            if (offer.taken() == Taken.IF_LOWER && fits(offer)) {
                note(Uses::fitting, index);
                var candidate = byOffer(index, offer);
                if (candidate != null && (best == null || total(candidate).compareTo(total(best)) < 0)) {
                    best = candidate;
                    taken = index;
                }
            }
        }
        if (taken >= 0) {
            note(Uses::offers, taken);
        }
        if (best == null) {
            // Says why.
            walked(from, entry);
            throw new IllegalStateException("no price, and no reason for it");
        }
        bill.add(best, until);
    }

    /// @return null where the rates have no price
    private @Nullable List<Charge> byRates() {
        try {
            return walked(from, entry);
        } catch (NoPrice none) {
            return null;
        }
    }

    private List<Charge> walked(long begin, long ratedAt) {
        var walk = pricing.walk(selection, line, begin, until, ratedAt, lenient);
        var charges = walk.charges();
        for (var cap : selection.caps()) {
            charges = cap.limit(charges, walk, line, begin, until, pricing.capCount());
        }
        noteCaps(charges);
        return charges;
    }

    private void noteCaps(List<Charge> charges) {
        if (uses == null) {
            return;
        }
        for (var charge : charges) {
            for (var cap = 0; charge.cuts() != null && cap < charge.cuts().length; cap++) {
                if (charge.cuts()[cap] != null && charge.cuts()[cap].signum() > 0) {
                    uses.caps().set(cap);
                }
            }
        }
    }

    private boolean fits(Offer offer) {
        var length = until - from;
        return Pricing.fits(offer.audience(), stay)
                && (offer.atLeastMinutes() == null || length >= offer.atLeastMinutes() * MINUTE)
                && (offer.atMostMinutes() == null || length <= offer.atMostMinutes() * MINUTE)
                && pricing.isIn(offer.entry(), line, entry)
                && pricing.isIn(offer.exit(), line, exit - 1);
    }

    /// @return null where its table, or the rates for the rest, have no price
    private @Nullable List<Charge> byOffer(int index, Offer offer) {
        var table = pricing.offerTable(index);
        var end = Math.min(until, coveredUntil(offer));
        if (end - from > table.end()) {
            return null;
        }
        var charges = new ArrayList<Charge>();
        table.charge(charges, 0, 0, end - from, from);
        try {
            if (end < until) {
                charges.addAll(walked(end, end));
            }
        } catch (NoPrice none) {
            return null;
        }
        return charges;
    }

    private long coveredUntil(Offer offer) {
        var covers = offer.covers();
        if (covers == null) {
            return Table.ENDLESS;
        }
        if (covers.minutes() != null) {
            return from + covers.minutes() * MINUTE;
        }
        return Cycles.of(new Tariff.Cycle(Every.CLOCK, null, covers.at(), covers.days(), null), pricing.calendar())
                .endAfter(line, from, from);
    }

    /// A total in a table takes back what came before it, also where a cap had taken it off already.
    private static BigInteger total(List<Charge> charges) {
        return Charge.sum(charges).max(BigInteger.ZERO);
    }
}
