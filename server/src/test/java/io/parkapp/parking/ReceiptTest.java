package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.lots.Operator;
import io.parkapp.lots.PaymentPolicy;
import io.parkapp.lots.SpotKind;
import io.parkapp.parking.Reservation.Driver;
import io.parkapp.parking.Reservation.Place;
import io.parkapp.payments.Charge;
import io.parkapp.payments.PaymentStatus;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Money;
import io.parkapp.values.Plate;
import io.parkapp.values.TimeWindow;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class ReceiptTest {
    private static final Instant FROM = Instant.parse("2026-12-01T03:30:00Z");
    private static final Instant UNTIL = Instant.parse("2026-12-01T09:30:00Z");
    private static final Operator SELLER =
            new Operator(UUID.randomUUID(), "City Parking", "City Parking Pvt. Ltd.", "help@city.example", null);

    @Test
    void says_who_sold_what_when_for_how_much() throws IOException {
        var text = text(receipt(ReservationStatus.COMPLETED, List.of(line(0, 6, 205_761_308)), 1_234_567_848L, 0), 1);
        assertThat(text)
                .contains(all(
                        "Receipt",
                        "Number P100042",
                        "Issued 2 Dec 2026",
                        "City Parking Pvt. Ltd.",
                        "help@city.example"))
                .contains(all(
                        "Gare de l’Évêché", "12 Market Street, 560001 Bengaluru", "A-12, Ground floor", "KA01AB1234"))
                .contains(all("1 Dec 2026, 09:00 – 15:00", "Asia/Kolkata", "Version 3"))
                .contains(all("Drove in 1 Dec 2026, 09:04 (UTC+05:30)", "Drove out 1 Dec 2026, 14:58 (UTC+05:30)"))
                .contains(all("6 started hours", "6 × ₹20,57,613.08", "₹1,23,45,678.48"))
                .contains(all("Total ₹1,23,45,678.48", "Paid 1 Dec 2026, 08:30 ₹1,23,45,678.48", "Refunded ₹0.00"))
                .contains(squeezed("Balance due ₹0.00"))
                .doesNotContain("Page1");
    }

    @Test
    void a_cancelled_stay_shows_what_is_not_charged_and_what_came_back() throws IOException {
        var text = text(receipt(ReservationStatus.CANCELLED, List.of(line(0, 6, 5_000)), 30_000, 15_000), 1);
        assertThat(text)
                .contains(all("Price of the stay ₹300.00", "Not charged -₹150.00", "Total ₹150.00", "Refunded ₹150.00"))
                .contains(squeezed("Balance due ₹0.00"));
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
        assertThat(text(receipt(ReservationStatus.COMPLETED, List.of(capped), 20_000, 0), 1))
                .contains(all("6 started hours; Day ticket takes off ₹100.00", "6 × ₹50.00", "Total ₹200.00"));
    }

    @Test
    void fits_one_page_and_numbers_pages_where_it_takes_more() throws IOException {
        var usual = receipt(ReservationStatus.COMPLETED, lines(8), 40_000, 0);
        assertThat(reader(usual).getNumberOfPages()).isEqualTo(1);
        var manyLines = receipt(ReservationStatus.COMPLETED, lines(60), 300_000, 0);
        var pages = reader(manyLines).getNumberOfPages();
        assertThat(pages).isGreaterThan(1);
        assertThat(text(manyLines, 1)).contains(squeezed("Page 1 of " + pages));
        assertThat(text(manyLines, pages)).contains(squeezed("Page " + pages + " of " + pages));
    }

    @Test
    void names_its_title_and_language_for_readers_of_the_file() throws IOException {
        var file = reader(receipt(ReservationStatus.COMPLETED, lines(1), 5_000, 0));
        assertThat(file.getInfo()).containsEntry("Title", "Receipt P100042");
        assertThat(file.getCatalog().getAsString(PdfName.LANG)).hasToString("en");
    }

    private static PriceLine line(int hour, int units, long unitPrice) {
        var money = Money.of(unitPrice, "INR");
        return new PriceLine(
                units + " started hours",
                "Parking",
                FROM.plus(Duration.ofHours(hour)),
                FROM.plus(Duration.ofHours(hour + units)),
                (long) units,
                BigDecimal.valueOf(unitPrice, 2).toPlainString(),
                null,
                null,
                money.times(units));
    }

    private static List<PriceLine> lines(int count) {
        return IntStream.range(0, count).mapToObj(each -> line(each, 1, 5_000)).toList();
    }

    private static Receipt receipt(
            ReservationStatus status, List<PriceLine> lines, long paidMinor, long refundedMinor) {
        var price = lines.stream().map(PriceLine::amount).reduce(Money.none("INR"), Money::plus);
        var isCancelled = status == ReservationStatus.CANCELLED;
        var reservation = new Reservation(
                UUID.randomUUID(),
                100_042,
                SELLER.id(),
                new Place(
                        UUID.randomUUID(),
                        "Gare de l’Évêché",
                        "12 Market Street, 560001 Bengaluru",
                        "Asia/Kolkata",
                        UUID.randomUUID(),
                        "A-12",
                        "Ground floor"),
                SpotKind.STANDARD,
                new Driver(UUID.randomUUID(), "Uma", null),
                new Plate("KA 01 AB 1234"),
                new TimeWindow(FROM, UNTIL),
                status,
                false,
                PaymentPolicy.PAY_WHEN_RESERVING,
                null,
                UUID.randomUUID(),
                3,
                price,
                null,
                lines,
                isCancelled ? price.percent(50) : null,
                FROM.minus(Duration.ofHours(1)),
                50,
                FROM.minus(Duration.ofHours(1)),
                isCancelled ? null : FROM.plus(Duration.ofMinutes(4)),
                isCancelled ? null : UNTIL.minus(Duration.ofMinutes(2)),
                isCancelled ? FROM.minus(Duration.ofMinutes(20)) : null,
                4,
                isCancelled ? price.percent(50) : price,
                Money.of(paidMinor, "INR"),
                Money.of(refundedMinor, "INR"));
        return new Receipt(reservation, SELLER, List.of(charge(reservation)), UNTIL.plus(Duration.ofDays(1)));
    }

    private static Charge charge(Reservation reservation) {
        var paidAt = FROM.minus(Duration.ofMinutes(30));
        return new Charge(
                UUID.randomUUID(),
                reservation.id(),
                SELLER.id(),
                reservation.place().lotId(),
                null,
                "parking",
                reservation.captured(),
                PaymentStatus.SUCCEEDED,
                "sandbox",
                null,
                null,
                null,
                null,
                null,
                paidAt,
                paidAt,
                reservation.refunded());
    }

    private static PdfReader reader(Receipt receipt) throws IOException {
        return new PdfReader(new ReceiptPdf(receipt).render());
    }

    /// Without white space: where a reader of the file sees it, the file has none, only distance.
    private static String text(Receipt receipt, int page) throws IOException {
        return squeezed(new PdfTextExtractor(reader(receipt)).getTextFromPage(page));
    }

    private static String[] all(String... texts) {
        return Stream.of(texts).map(ReceiptTest::squeezed).toArray(String[]::new);
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00a0]+", "");
    }
}
