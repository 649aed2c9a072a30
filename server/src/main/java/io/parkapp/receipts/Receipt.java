package io.parkapp.receipts;

import io.parkapp.pricing.PriceLine;
import io.parkapp.receipts.DocumentContent.Reference;
import io.parkapp.receipts.DocumentContent.Tax;
import io.parkapp.typesetting.Fact;
import io.parkapp.typesetting.Typesetting;
import io.parkapp.values.Language;
import io.parkapp.values.LocalTimes;
import io.parkapp.values.Money;
import io.parkapp.values.MoneyText;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.util.StringUtils;

/// What a receipt or credit note says, in order, in the language that it was issued in: [Words] has its texts. How it
/// looks is [ReceiptPage]'s and [ReceiptRoll]'s.
record Receipt(DocumentContent content, String hash, String code, URI publicUrl) {
    private static final int CODE_GROUP_LENGTH = 5;

    void open(Document document, PdfWriter writer) {
        Typesetting.open(
                document,
                writer,
                title() + " " + number(),
                sellerName(),
                subject(),
                language().tag());
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
                        taxNumber == null ? null : words().say("taxNumber", "number", taxNumber),
                        seller.email(),
                        seller.phone())
                .filter(Objects::nonNull)
                .toList();
    }

    String subject() {
        return words().say("subject", "lot", content.stay().lotName());
    }

    /// Under the title.
    List<String> heading() {
        var heading = new ArrayList<String>();
        heading.add(words().say("number", "number", number()));
        heading.add(words().say("issued", "at", times().minute(content.issuedAt())));
        var corrects = content.corrects();
        if (corrects != null) {
            heading.add(words().say(
                            "corrects", Map.of("number", corrects.number(), "day", times().day(corrects.issuedAt()))));
        }
        return List.copyOf(heading);
    }

    List<Fact> facts() {
        var stay = content.stay();
        var facts = new ArrayList<Fact>();
        facts.add(fact("label.reservation", stay.number()));
        facts.add(fact("label.plate", stay.plate()));
        facts.add(fact("label.lot", stay.lotName()));
        facts.add(fact("label.address", stay.lotAddress()));
        facts.add(fact("label.spot", stay.spotLabel() + ", " + stay.levelName() + ", " + kind()));
        facts.add(fact(stay.driveUp() ? "label.driveUp" : "label.reserved", span(stay.from(), stay.until())));
        time("label.droveIn", stay.checkedInAt()).ifPresent(facts::add);
        time("label.droveOut", stay.checkedOutAt()).ifPresent(facts::add);
        time("label.cancelled", stay.cancelledAt()).ifPresent(facts::add);
        facts.add(fact("label.timeZone", stay.timeZone()));
        var version = Integer.toString(content.tariff().version());
        facts.add(fact("label.tariff", words().say("tariffVersion", "version", version)));
        return List.copyOf(facts);
    }

    /// Of the table of the price.
    List<String> lineHeads() {
        return Stream.of("head.description", "head.span", "head.quantity", "head.amount")
                .map(words()::say)
                .toList();
    }

    /// One line of the price, as its table shows it.
    record Line(String description, String span, String quantity, String amount) {}

    List<Line> lines() {
        return content.lines().stream().map(this::line).toList();
    }

    /// From the price to what is owed: what people corrected, and what is not charged, as of a cancelled stay.
    List<Fact> price() {
        var price = new ArrayList<Fact>();
        price.add(fact("price", money(content.priceMinor())));
        if (content.correctedMinor() != 0) {
            price.add(fact("corrected", money(content.correctedMinor())));
        }
        var notCharged = content.owedMinor() - content.priceMinor() - content.correctedMinor();
        if (notCharged != 0) {
            price.add(fact("notCharged", money(notCharged)));
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
        return fact(isCredit() ? "givenBack" : "paid", money(content.totalMinor()));
    }

    /// What of the total is tax.
    List<Fact> taxes() {
        return content.taxes().stream().flatMap(each -> taxes(each)).toList();
    }

    /// By what means, and when.
    Fact payment() {
        var label = words().say(isCredit() ? "givenBackThrough" : "paidWith", "method", method());
        return new Fact(label, times().minute(content.payment().at()));
    }

    Fact balance() {
        return content.balanceMinor() < 0
                ? fact("toBeGivenBack", money(-content.balanceMinor()))
                : fact("balanceDue", money(content.balanceMinor()));
    }

    /// What the QR code opens.
    URI verifyAt() {
        return publicUrl.resolve("/verify/" + code);
    }

    /// For who has no camera at hand.
    List<String> verification() {
        return List.of(
                words().say("verify." + content.kind()),
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
        return words().say("page", Map.of("page", Integer.toString(page), "pages", Integer.toString(pages)));
    }

    private boolean isCredit() {
        return content.kind() == DocumentKind.CREDIT_NOTE;
    }

    private String title(DocumentKind kind) {
        return words().say("title." + kind);
    }

    private String kind() {
        return words().say("kind." + content.stay().kind());
    }

    /// Providers have their names, which are the same in every language.
    private String method() {
        var method = content.payment().method();
        var key = "method." + method;
        return words().has(key) ? words().say(key) : StringUtils.capitalize(method);
    }

    private Fact fact(String label, String text) {
        return new Fact(words().say(label), text);
    }

    private Optional<Fact> time(String label, @Nullable Instant at) {
        return Optional.ofNullable(at).map(known -> fact(label, times().minuteWithOffset(known)));
    }

    private Line line(PriceLine line) {
        return new Line(description(line), span(line.from(), line.until()), quantity(line), money(line.amount()));
    }

    /// With what caps took off: without that, quantity and price do not make the amount.
    private String description(PriceLine line) {
        var description = new LineWords(words(), content.currency()).say(line);
        if (line.reductions() == null) {
            return description;
        }
        return Stream.concat(Stream.of(description), line.reductions().stream().map(this::reduction))
                .collect(Collectors.joining("; "));
    }

    private String reduction(PriceLine.Reduction reduction) {
        return words().say("takesOff", Map.of("rule", reduction.rule(), "amount", money(reduction.amount())));
    }

    /// A unit price may be finer than any money; then it stands as a bare number.
    private String quantity(PriceLine line) {
        if (line.units() == null || line.unitPrice() == null) {
            return "";
        }
        var currency = line.amount().currency();
        var minor = new BigDecimal(line.unitPrice())
                .movePointRight(Currency.getInstance(currency).getDefaultFractionDigits())
                .stripTrailingZeros();
        var price = minor.scale() <= 0 ? money(Money.of(minor.longValueExact(), currency)) : finer(line.unitPrice());
        return line.units() + " × " + price;
    }

    private Stream<Fact> taxes(Tax tax) {
        var name = Map.of("name", tax.name(), "percent", finer(tax.percent()));
        return Stream.of(
                fact("net", money(tax.netMinor())),
                new Fact(words().say(tax.included() ? "taxIncluded" : "taxAdded", name), money(tax.taxMinor())));
    }

    private String signed(Reference other) {
        return money(other.kind() == DocumentKind.RECEIPT ? other.totalMinor() : -other.totalMinor());
    }

    private String money(long amountMinor) {
        return money(content.money(amountMinor));
    }

    private String money(Money amount) {
        return MoneyText.of(amount, language());
    }

    /// A number of any decimals, written like the amounts beside it.
    private String finer(String number) {
        return MoneyText.bare(new BigDecimal(number), content.currency(), language());
    }

    private String span(Instant from, Instant until) {
        return times().span(from, until);
    }

    private LocalTimes times() {
        return new LocalTimes(content.stay().timeZone(), language());
    }

    private Words words() {
        return Words.of(language());
    }

    private Language language() {
        return content.writtenIn();
    }

    /// In groups, as people read it out.
    private String spelled() {
        return code.replaceAll("(.{" + CODE_GROUP_LENGTH + "})(?=.)", "$1-");
    }
}
