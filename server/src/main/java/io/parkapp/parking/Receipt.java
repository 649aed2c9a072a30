package io.parkapp.parking;

import io.parkapp.lots.Operator;
import io.parkapp.payments.Charge;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Money;
import io.parkapp.values.MoneyText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a receipt says, in words and in order; how it looks is [ReceiptPdf]'s.
///
/// @param payments that succeeded, oldest first
record Receipt(Reservation reservation, Operator seller, List<Charge> payments, Instant issuedAt) {
    /// A label and what it says.
    record Fact(String label, String text) {}

    String number() {
        return reservation.spokenNumber();
    }

    String sellerName() {
        var legalName = seller.legalName();
        return legalName == null || legalName.isBlank() ? seller.name() : legalName;
    }

    /// How to reach the seller.
    List<String> support() {
        return Stream.of(seller.supportEmail(), seller.supportPhone())
                .filter(Objects::nonNull)
                .filter(each -> !each.isBlank())
                .toList();
    }

    List<Fact> facts() {
        var place = reservation.place();
        var times = times();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Car park", place.lotName()));
        facts.add(new Fact("Address", place.lotAddress()));
        facts.add(new Fact("Spot", place.spotLabel() + ", " + place.levelName()));
        facts.add(new Fact("Number plate", reservation.plate().text()));
        facts.add(new Fact(
                "Reserved",
                span(reservation.window().from(), reservation.window().until())));
        var checkedIn = reservation.checkedInAt();
        if (checkedIn != null) {
            facts.add(new Fact("Drove in", times.minuteWithOffset(checkedIn)));
        }
        var checkedOut = reservation.checkedOutAt();
        if (checkedOut != null) {
            facts.add(new Fact("Drove out", times.minuteWithOffset(checkedOut)));
        }
        var cancelled = reservation.cancelledAt();
        if (cancelled != null) {
            facts.add(new Fact("Cancelled", times.minuteWithOffset(cancelled)));
        }
        facts.add(new Fact("Time zone", reservation.place().timeZone()));
        facts.add(new Fact("Tariff", "Version " + reservation.tariffVersion()));
        return facts;
    }

    /// One line of the price, as its table shows it.
    record Line(String description, String span, String quantity, String amount) {}

    List<Line> lines() {
        return reservation.lines().stream().map(this::line).toList();
    }

    private Line line(PriceLine line) {
        return new Line(
                description(line), span(line.from(), line.until()), quantity(line), MoneyText.of(line.amount()));
    }

    /// With what caps took off: without that, quantity and price do not make the amount.
    private static String description(PriceLine line) {
        if (line.reductions() == null) {
            return line.description();
        }
        return Stream.concat(
                        Stream.of(line.description()),
                        line.reductions().stream().map(Receipt::reduction))
                .collect(Collectors.joining("; "));
    }

    private static String reduction(PriceLine.Reduction reduction) {
        return reduction.rule() + " takes off " + MoneyText.of(reduction.amount());
    }

    /// A unit price may be finer than any money; then it stands as a bare number.
    private static String quantity(PriceLine line) {
        if (line.units() == null || line.unitPrice() == null) {
            return "";
        }
        var currency = line.amount().currency();
        var minor = new BigDecimal(line.unitPrice())
                .movePointRight(Currency.getInstance(currency).getDefaultFractionDigits())
                .stripTrailingZeros();
        var price = minor.scale() <= 0 ? MoneyText.of(Money.of(minor.longValueExact(), currency)) : line.unitPrice();
        return line.units() + " × " + price;
    }

    /// From the price of the stay to what is still due. What is not charged, as of a cancelled stay, is taken off
    /// before the total.
    List<Fact> sums() {
        var sums = new ArrayList<Fact>();
        var owed = reservation.owed();
        var notCharged = reservation.price().minus(owed);
        if (notCharged.isPositive()) {
            sums.add(new Fact("Price of the stay", MoneyText.of(reservation.price())));
            sums.add(new Fact("Not charged", MoneyText.of(negative(notCharged))));
        }
        return sums;
    }

    Fact total() {
        return new Fact("Total", MoneyText.of(reservation.owed()));
    }

    /// What happened to the money: each payment, what was given back, and what is open.
    List<Fact> settlement() {
        var settlement = new ArrayList<Fact>();
        for (var each : payments) {
            var paidAt = Objects.requireNonNull(each.succeededAt());
            settlement.add(new Fact("Paid " + times().minute(paidAt), MoneyText.of(each.amount())));
        }
        if (payments.size() != 1) {
            settlement.add(new Fact("Paid in all", MoneyText.of(reservation.captured())));
        }
        settlement.add(new Fact("Refunded", MoneyText.of(reservation.refunded())));
        return settlement;
    }

    Fact balance() {
        return new Fact("Balance due", MoneyText.of(reservation.due()));
    }

    String issued() {
        return times().day(issuedAt);
    }

    private String span(Instant from, Instant until) {
        return times().span(from, until);
    }

    private LocalTimes times() {
        return new LocalTimes(reservation.place().timeZone());
    }

    private static Money negative(Money money) {
        return Money.none(money.currency()).minus(money);
    }
}
