package io.parkapp.receipts;

import io.parkapp.pricing.PriceLine;
import io.parkapp.receipts.DocumentContent.Reference;
import io.parkapp.receipts.DocumentContent.Tax;
import io.parkapp.typesetting.Fact;
import io.parkapp.typesetting.Typesetting;
import io.parkapp.values.LocalTimes;
import io.parkapp.values.Money;
import io.parkapp.values.MoneyText;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.util.StringUtils;

/// What a receipt or credit note says, in words and in order: all its English stands here. How it looks is
/// [ReceiptPage]'s and [ReceiptRoll]'s.
record Receipt(DocumentContent content, String hash, String code, URI publicUrl) {
    private static final String LANGUAGE = "en";
    static final List<String> LINE_HEADS = List.of("Description", "From – until", "Quantity × price", "Amount");
    private static final int CODE_GROUP_LENGTH = 5;

    void open(Document document, PdfWriter writer) {
        Typesetting.open(document, writer, title() + " " + number(), sellerName(), subject(), LANGUAGE);
    }

    String title() {
        return title(content.kind());
    }

    String number() {
        return content.number();
    }

    String sellerName() {
        return content.seller().name();
    }

    /// Where the seller is, its tax number, and how to reach it.
    List<String> sellerDetails() {
        var seller = content.seller();
        var taxNumber = seller.taxNumber();
        return Stream.of(
                        seller.address(),
                        taxNumber == null ? null : "Tax number " + taxNumber,
                        seller.email(),
                        seller.phone())
                .filter(Objects::nonNull)
                .toList();
    }

    String subject() {
        return "Parking at " + content.stay().lotName();
    }

    /// Under the title.
    List<String> heading() {
        var heading = new ArrayList<String>();
        heading.add("Number " + number());
        heading.add("Issued " + times().minute(content.issuedAt()));
        var corrects = content.corrects();
        if (corrects != null) {
            heading.add("Corrects receipt " + corrects.number() + " of " + times().day(corrects.issuedAt()));
        }
        return List.copyOf(heading);
    }

    List<Fact> facts() {
        var stay = content.stay();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Reservation", stay.number()));
        facts.add(new Fact("Number plate", stay.plate()));
        facts.add(new Fact("Car park", stay.lotName()));
        facts.add(new Fact("Address", stay.lotAddress()));
        facts.add(new Fact("Spot", stay.spotLabel() + ", " + stay.levelName() + ", " + kind()));
        facts.add(new Fact(stay.driveUp() ? "Drive-up" : "Reserved", span(stay.from(), stay.until())));
        time("Drove in", stay.checkedInAt()).ifPresent(facts::add);
        time("Drove out", stay.checkedOutAt()).ifPresent(facts::add);
        time("Cancelled", stay.cancelledAt()).ifPresent(facts::add);
        facts.add(new Fact("Time zone", stay.timeZone()));
        facts.add(new Fact("Tariff", "Version " + content.tariff().version()));
        return List.copyOf(facts);
    }

    /// One line of the price, as its table shows it.
    record Line(String description, String span, String quantity, String amount) {}

    List<Line> lines() {
        return content.lines().stream().map(this::line).toList();
    }

    /// From the price to what is owed: what people corrected, and what is not charged, as of a cancelled stay.
    List<Fact> price() {
        var price = new ArrayList<Fact>();
        price.add(new Fact("Price of the stay", money(content.priceMinor())));
        if (content.correctedMinor() != 0) {
            price.add(new Fact("Corrected", money(content.correctedMinor())));
        }
        var notCharged = content.owedMinor() - content.priceMinor() - content.correctedMinor();
        if (notCharged != 0) {
            price.add(new Fact("Not charged", money(notCharged)));
        }
        return List.copyOf(price);
    }

    /// Other documents of the stay, each with what it took or gave back.
    List<Fact> earlier() {
        return content.earlier().stream()
                .map(each -> new Fact(
                        title(each.kind()) + " " + each.number() + ", " + times().day(each.issuedAt()), signed(each)))
                .toList();
    }

    /// What this document is for.
    Fact total() {
        return new Fact(isCredit() ? "Given back" : "Paid", money(content.totalMinor()));
    }

    /// What of the total is tax.
    List<Fact> taxes() {
        return content.taxes().stream().flatMap(each -> taxes(each)).toList();
    }

    /// By what means, and when.
    Fact payment() {
        var method = StringUtils.capitalize(content.payment().method());
        return new Fact(
                (isCredit() ? "Given back through " : "Paid with ") + method,
                times().minute(content.payment().at()));
    }

    Fact balance() {
        return content.balanceMinor() < 0
                ? new Fact("To be given back", money(-content.balanceMinor()))
                : new Fact("Balance due", money(content.balanceMinor()));
    }

    /// What the QR code opens.
    URI verifyAt() {
        return publicUrl.resolve("/verify/" + code);
    }

    /// For who has no camera at hand.
    List<String> verification() {
        return List.of(
                "Verify this " + title().toLowerCase(Locale.ENGLISH) + " at",
                publicUrl.resolve("/verify/").toString(),
                spelled());
    }

    String fingerprint() {
        return "SHA-256 " + hash;
    }

    String foot() {
        return title() + " " + number() + " · " + sellerName();
    }

    String pageOf(int page, int pages) {
        return "Page " + page + " of " + pages;
    }

    private boolean isCredit() {
        return content.kind() == DocumentKind.CREDIT_NOTE;
    }

    private static String title(DocumentKind kind) {
        return switch (kind) {
            case RECEIPT -> "Receipt";
            case CREDIT_NOTE -> "Credit note";
        };
    }

    private String kind() {
        return switch (content.stay().kind()) {
            case STANDARD -> "standard";
            case COMPACT -> "compact";
            case ACCESSIBLE -> "accessible";
            case EV_CHARGING -> "EV charging";
            case MOTORCYCLE -> "motorcycle";
            case OVERSIZE -> "oversize";
        };
    }

    private Optional<Fact> time(String label, @Nullable Instant at) {
        return Optional.ofNullable(at).map(known -> new Fact(label, times().minuteWithOffset(known)));
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

    private Stream<Fact> taxes(Tax tax) {
        var name = tax.name() + " " + tax.percent() + " %";
        return Stream.of(
                new Fact("Net", money(tax.netMinor())),
                new Fact(name + (tax.included() ? " included" : " added"), money(tax.taxMinor())));
    }

    private String signed(Reference other) {
        return money(other.kind() == DocumentKind.RECEIPT ? other.totalMinor() : -other.totalMinor());
    }

    private String money(long amountMinor) {
        return MoneyText.of(content.money(amountMinor));
    }

    private String span(Instant from, Instant until) {
        return times().span(from, until);
    }

    private LocalTimes times() {
        return new LocalTimes(content.stay().timeZone());
    }

    /// In groups, as people read it out.
    private String spelled() {
        return code.replaceAll("(.{" + CODE_GROUP_LENGTH + "})(?=.)", "$1-");
    }
}
