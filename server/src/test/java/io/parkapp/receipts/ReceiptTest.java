package io.parkapp.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.PriceLine;
import io.parkapp.receipts.DocumentContent.Payment;
import io.parkapp.receipts.DocumentContent.Reference;
import io.parkapp.receipts.DocumentContent.Seller;
import io.parkapp.receipts.DocumentContent.Tariff;
import io.parkapp.receipts.DocumentContent.Tax;
import io.parkapp.values.Language;
import io.parkapp.values.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class ReceiptTest {
    private static final Instant FROM = Instant.parse("2026-12-01T03:30:00Z");
    private static final Instant UNTIL = Instant.parse("2026-12-01T09:30:00Z");
    private static final String HASH = "7a".repeat(32);
    private static final float POINTS_PER_MILLIMETRE = 72 / 25.4f;

    @Test
    void says_who_sold_what_when_for_how_much() throws IOException {
        for (var text : onEachPaper(receipt(List.of(line(0, 6, 205_761_308)), 1_234_567_848L, 0))) {
            assertThat(text)
                    .contains(all("Receipt", "Number R-2026-000042", "Issued 1 Dec 2026, 15:01"))
                    .contains(all("City Parking Pvt. Ltd.", "7 Residency Road, Bengaluru", "help@city.example"))
                    .contains(all("Tax number 29AAGCB7383J1Z4", "Gare de l’Évêché"))
                    .contains(all("A-12, Ground floor, EV charging", "KA01AB1234", "P100042"))
                    .contains(all("1 Dec 2026, 09:00 – 15:00", "Asia/Kolkata", "Version 3"))
                    .contains(all("Drove in 1 Dec 2026, 09:04 (UTC+05:30)", "Drove out 1 Dec 2026, 14:58 (UTC+05:30)"))
                    .contains(all("6 started hours", "6 × ₹20,57,613.08", "Price of the stay ₹1,23,45,678.48"))
                    .contains(all("Paid ₹1,23,45,678.48", "Net ₹1,04,62,439.39", "GST 18 % included ₹18,83,239.09"))
                    .contains(all("Paid with Cash 1 Dec 2026, 15:01", "Balance due ₹0.00"))
                    .contains(all("https://parking.example/verify/", "F9X7M-YKTF9-X7MYK-TF9X7"));
        }
    }

    @Test
    void a_credit_note_names_the_receipt_it_corrects_and_what_came_before() throws IOException {
        for (var text : onEachPaper(creditNote(null))) {
            assertThat(text)
                    .contains(all("Credit note", "Corrects receipt R-2026-000042 of 30 Nov 2026"))
                    .contains(all("Price of the stay ₹300.00", "Corrected -₹20.00", "Not charged -₹180.00"))
                    .contains(all("Receipt R-2026-000042, 30 Nov 2026 ₹300.00", "Given back ₹150.00"))
                    .contains(all("Given back through Stripe", "To be given back ₹50.00"));
        }
    }

    @Test
    void a_line_says_what_a_cap_took_off() throws IOException {
        var hours = line(0, 6, 5_000);
        var capped = new PriceLine(
                hours.description(),
                hours.rule(),
                hours.from(),
                hours.until(),
                hours.units(),
                hours.unitPrice(),
                hours.amount(),
                List.of(new PriceLine.Reduction("Day ticket", Money.of(10_000, "INR"))),
                Money.of(20_000, "INR"));
        var sheet = reader(new ReceiptPage(receipt(List.of(capped), 20_000, 0)).render());
        assertThat(text(sheet, 1))
                .contains(all("6 started hours at 50.00; Day ticket takes off ₹100.00", "6 × ₹50.00", "Paid ₹200.00"));
    }

    @Test
    void a_sheet_numbers_its_pages_where_it_takes_more_than_one() throws IOException {
        var usual = reader(new ReceiptPage(receipt(lines(8), 40_000, 0)).render());
        assertThat(usual.getNumberOfPages()).isEqualTo(1);
        assertThat(text(usual, 1)).contains(all("SHA-256 " + HASH)).doesNotContain("Page1");
        var many = reader(new ReceiptPage(receipt(lines(40), 200_000, 0)).render());
        var pages = many.getNumberOfPages();
        assertThat(pages).isGreaterThan(1);
        assertThat(text(many, 1)).contains(squeezed("Page 1 of " + pages));
        assertThat(text(many, pages)).contains(squeezed("Page " + pages + " of " + pages));
    }

    @Test
    void a_roll_is_one_page_of_80_mm_as_long_as_it_must_be() {
        var few = reader(new ReceiptRoll(receipt(lines(1), 5_000, 0)).render());
        var many = reader(new ReceiptRoll(receipt(lines(40), 200_000, 0)).render());
        for (var each : List.of(few, many)) {
            assertThat(each.getNumberOfPages()).isEqualTo(1);
            assertThat(each.getPageSize(1).getWidth() / POINTS_PER_MILLIMETRE).isBetween(79.9f, 80.1f);
        }
        assertThat(many.getPageSize(1).getHeight())
                .isGreaterThan(2 * few.getPageSize(1).getHeight());
    }

    @Test
    void names_its_title_and_language_for_readers_of_the_file() {
        for (var file : files(receipt(lines(1), 5_000, 0))) {
            assertThat(reader(file).getInfo()).containsEntry("Title", "Receipt R-2026-000042");
            assertThat(reader(file).getCatalog().getAsString(PdfName.LANG)).hasToString("en");
        }
    }

    static PriceLine line(int hour, int units, long unitPrice) {
        var money = Money.of(unitPrice, "INR");
        var price = BigDecimal.valueOf(unitPrice, 2).toPlainString();
        return new PriceLine(
                units + " started hours at " + price,
                "Parking",
                FROM.plus(Duration.ofHours(hour)),
                FROM.plus(Duration.ofHours(hour + units)),
                (long) units,
                price,
                null,
                null,
                money.times(units));
    }

    static List<PriceLine> lines(int count) {
        return IntStream.range(0, count).mapToObj(each -> line(each, 1, 5_000)).toList();
    }

    private static Receipt receipt(List<PriceLine> lines, long totalMinor, long balanceMinor) {
        return receipt(null, lines, totalMinor, balanceMinor);
    }

    static Receipt receipt(@Nullable Language language, List<PriceLine> lines, long totalMinor, long balanceMinor) {
        return receipt(language, DocumentKind.RECEIPT, null, List.of(), "cash", lines, totalMinor, balanceMinor);
    }

    static Receipt creditNote(@Nullable Language language) {
        var corrected = new Reference("R-2026-000042", DocumentKind.RECEIPT, UNTIL.minus(Duration.ofDays(1)), 30_000);
        return receipt(
                language, DocumentKind.CREDIT_NOTE, corrected, List.of(corrected), "stripe", lines(6), 15_000, -5_000);
    }

    private static Receipt receipt(
            @Nullable Language language,
            DocumentKind kind,
            @Nullable Reference corrects,
            List<Reference> earlier,
            String method,
            List<PriceLine> lines,
            long totalMinor,
            long balanceMinor) {
        var taxMinor = Math.round(totalMinor * 18 / 118.0);
        var price = lines.stream().map(PriceLine::amount).reduce(Money.none("INR"), Money::plus);
        var issued = UNTIL.plus(Duration.ofSeconds(60));
        var content = new DocumentContent(
                kind == DocumentKind.RECEIPT ? "R-2026-000042" : "C-2026-000007",
                kind,
                issued,
                language,
                corrects,
                new Seller(
                        "City Parking Pvt. Ltd.",
                        "7 Residency Road, Bengaluru",
                        "29AAGCB7383J1Z4",
                        "help@city.example",
                        null),
                new DocumentContent.Stay(
                        UUID.randomUUID(),
                        "P100042",
                        "KA01AB1234",
                        UUID.randomUUID(),
                        "Gare de l’Évêché",
                        "12 Market Street, 560001 Bengaluru",
                        "Asia/Kolkata",
                        "A-12",
                        "Ground floor",
                        SpotKind.EV_CHARGING,
                        FROM,
                        UNTIL,
                        false,
                        FROM.plus(Duration.ofMinutes(4)),
                        UNTIL.minus(Duration.ofMinutes(2)),
                        null),
                new Tariff(UUID.randomUUID(), 3, HASH),
                lines,
                List.of(new Tax("GST", "18", true, totalMinor - taxMinor, taxMinor)),
                new Payment(UUID.randomUUID(), method, issued),
                earlier,
                "INR",
                price.amountMinor(),
                corrects == null ? 0 : -2_000,
                totalMinor,
                corrects == null ? price.amountMinor() : 10_000,
                balanceMinor);
        return new Receipt(content, HASH, Document.codeOf(HASH), URI.create("https://parking.example"));
    }

    static List<byte[]> files(Receipt receipt) {
        return List.of(new ReceiptPage(receipt).render(), new ReceiptRoll(receipt).render());
    }

    static List<String> onEachPaper(Receipt receipt) throws IOException {
        var files = files(receipt);
        return List.of(text(reader(files.getFirst()), 1), text(reader(files.getLast()), 1));
    }

    static PdfReader reader(byte[] file) {
        try {
            return new PdfReader(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Without white space: where a reader of the file sees it, the file has none, only distance.
    private static String text(PdfReader file, int page) throws IOException {
        return squeezed(new PdfTextExtractor(file).getTextFromPage(page));
    }

    static String[] all(String... texts) {
        return Stream.of(texts).map(ReceiptTest::squeezed).toArray(String[]::new);
    }

    static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00a0]+", "");
    }
}
