package io.parkapp.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.LineSentence;
import io.parkapp.pricing.PriceLine;
import io.parkapp.typesetting.Fact;
import io.parkapp.typesetting.Typesetting;
import io.parkapp.values.Language;
import io.parkapp.values.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openpdf.text.Chunk;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;

class ReceiptLanguageTest {
    /// Kept free between a label on the roll and its value.
    private static final float LABEL_PADDING = 10;

    /// Texts that only languages need in which lines are not stored.
    private static final String OF_LINES = "(line|length)\\..*";

    @ParameterizedTest
    @EnumSource
    void a_language_has_every_text_with_every_place_to_fill_in(Language language) {
        var all = language == Language.ENGLISH ? Language.ENGLISH : Language.GERMAN;
        assertThat(new TreeSet<>(Words.of(language).keys()))
                .isEqualTo(new TreeSet<>(Words.of(all).keys()));
        for (var key : Words.of(all).keys()) {
            assertThat(places(language, key)).as(key).isEqualTo(places(all, key));
        }
    }

    @Test
    void english_lacks_what_lines_are_said_in_and_nothing_else() {
        var german = new TreeSet<>(Words.of(Language.GERMAN).keys());
        german.removeIf(each -> each.matches(OF_LINES));
        assertThat(german).isEqualTo(new TreeSet<>(Words.of(Language.ENGLISH).keys()));
    }

    @ParameterizedTest
    @EnumSource
    void no_word_and_no_amount_is_wider_than_its_place_on_the_roll(Language language) {
        var receipt = ReceiptTest.receipt(language, List.of(ReceiptTest.line(0, 6, 205_761_308)), 1_234_567_848L, 0);
        var note = ReceiptTest.creditNote(language);
        var type = new ReceiptRoll(receipt).type;
        var words = Words.of(language);
        var labels = Stream.concat(
                receipt.facts().stream().map(Fact::label),
                Stream.of("driveUp", "cancelled").map(each -> words.say("label." + each)));
        assertThat(labels).allSatisfy(each -> fits(each, type.small, ReceiptRoll.FACT_SHARES, 0));
        var kinds = Stream.of(SpotKind.values()).map(each -> words.say("kind." + each));
        assertThat(kinds).allSatisfy(each -> fits(each, type.text, ReceiptRoll.FACT_SHARES, 1));
        assertThat(sums(receipt).toList()).allSatisfy(each -> fits(each, type.strong));
        assertThat(sums(note).toList()).allSatisfy(each -> fits(each, type.strong));
        assertThat(Stream.of(receipt, note).flatMap(ReceiptLanguageTest::centred))
                .allSatisfy(each -> fits(each, type.text, new float[] {1}, 0));
        assertThat(Stream.of(receipt.title(), note.title()))
                .allSatisfy(each -> fits(each, type.title, new float[] {1}, 0));
    }

    /// Otherwise the test above might measure nothing.
    @Test
    void a_word_that_is_too_wide_is_noticed() {
        var type = new ReceiptRoll(ReceiptTest.creditNote(null)).type;
        var room = place(ReceiptRoll.FACT_SHARES, 0);
        assertThat(width("Reservierungsnummer", type.small)).isGreaterThan(room);
        assertThat(width("आरक्षणसंख्याविवरण", type.small)).isGreaterThan(room);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GERMAN; Quittung; Ausgestellt am 1. Dez. 2026, 15:01; mit Ladepunkt; Bezahlt ₹1,23,45,678.48;"
                        + "GST 18 % enthalten ₹18,83,239.09; Bezahlt mit Bargeld; Offener Betrag ₹0.00",
                "FRENCH; Reçu; Émis le 1 déc. 2026, 15:01; Entrée; Payé ₹1,23,45,678.48;"
                        + "dont GST 18 % ₹18,83,239.09; Payé par Espèces; Reste à payer ₹0.00",
                "SPANISH; Recibo; Emitido el 1 dic 2026, 15:01; Matrícula; Pagado ₹1,23,45,678.48;"
                        + "GST 18 % incluido ₹18,83,239.09; Pagado con Efectivo; Importe pendiente ₹0.00",
            })
    void is_written_in_the_language_on_each_paper(
            Language language,
            String title,
            String issued,
            String label,
            String paid,
            String tax,
            String method,
            String balance)
            throws IOException {
        var receipt = ReceiptTest.receipt(language, List.of(ReceiptTest.line(0, 6, 205_761_308)), 1_234_567_848L, 0);
        for (var text : ReceiptTest.onEachPaper(receipt)) {
            assertThat(text)
                    .contains(ReceiptTest.all(title, issued, label, paid, tax, method, balance))
                    .doesNotContain(ReceiptTest.all("Issued", "Drove", "Balance", "started"));
        }
        for (var file : ReceiptTest.files(receipt)) {
            assertThat(ReceiptTest.reader(file).getCatalog().getAsString(PdfName.LANG))
                    .hasToString(language.tag());
        }
    }

    @Test
    void hindi_is_set_in_its_own_letters_and_copied_as_it_was_written() throws IOException {
        var receipt =
                ReceiptTest.receipt(Language.HINDI, List.of(ReceiptTest.line(0, 6, 205_761_308)), 1_234_567_848L, 0);
        for (var file : ReceiptTest.files(receipt)) {
            assertThat(contents(file))
                    .contains(actualText("रसीद"), actualText("नंबर प्लेट"), actualText("बकाया राशि"))
                    .contains(actualText("घंटे (आरंभ हुए), दर"));
        }
        for (var text : ReceiptTest.onEachPaper(receipt)) {
            assertThat(text).contains("₹1,23,45,678.48").doesNotContain("Receipt", "started");
        }
    }

    @Test
    void euros_are_written_as_the_language_does() {
        var line = line("Day: 2 started hours at 2.50", "Day", 2L, "2.50");
        assertThat(said(Language.ENGLISH, line)).isEqualTo("Day: 2 started hours at 2.50");
        assertThat(said(Language.GERMAN, line)).isEqualTo("Day: 2 angefangene Stunden zu 2,50");
        assertThat(said(Language.FRENCH, line)).isEqualTo("Day : 2 heures entamées à 2,50");
        assertThat(said(Language.SPANISH, line)).isEqualTo("Day: 2 horas iniciadas a 2,50");
        assertThat(said(Language.HINDI, line)).isEqualTo("Day: 2 घंटे (आरंभ हुए), दर 2.50");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 started hour at 5.00;; 1 angefangene Stunde zu 5,00",
                "3 started 15-minute periods at 0.50;; 3-mal angefangene 15 Minuten zu 0,50",
                "flat price of 12.00;; Pauschalpreis 12,00",
                "2 times flat price of 12.00;; 2-mal Pauschalpreis 12,00",
                "up to 2 hours at 5.00;; bis 2 Stunden zu 5,00",
                "1 hour 30 minutes at 2.00 per hour;; 1 Stunde 30 Minuten zu 2,00 je Stunde",
                "45 minutes at 2.00 per 2-hour period;; 45 Minuten zu 2,00 je 2 Stunden",
                "free up to 15 minutes; Free minutes; frei bis 15 Minuten",
                "1 minute free; Free minutes; 1 Minute frei",
                "12.5 % off: Resident; Resident; Resident: 12,5 % Nachlass",
                "1 hour off: Cinema; Cinema; Cinema: 1 Stunde Nachlass",
                "3.00 off: Cinema; Cinema; Cinema: 3,00 Nachlass",
                "at most 8.00: Evening; Evening; Evening: höchstens 8,00",
                "never below zero;; niemals unter null",
                "paid for the earlier stay;; für den früheren Aufenthalt bezahlt",
                "lost ticket; Lost ticket; Ticket verloren",
                "Night 1 started hour; Night 1 started hour; Night 1 started hour",
                "VAT 19 %; VAT; VAT 19 %",
            })
    void each_sentence_of_a_price_is_said(String description, @Nullable String rule, String german) {
        assertThat(said(Language.GERMAN, line(description, rule, null, null))).isEqualTo(german);
        for (var language : List.of(Language.FRENCH, Language.SPANISH, Language.HINDI)) {
            var line = line(description, rule, null, null);
            assertThat(said(language, line).equals(description))
                    .as(said(language, line))
                    .isEqualTo(LineSentence.in(line).isEmpty());
        }
    }

    /// To be looked at: target/receipt-de-a4.pdf and so on.
    @ParameterizedTest
    @EnumSource
    void is_drawn_on_each_paper(Language language) throws IOException {
        for (var each : List.of(
                ReceiptTest.receipt(language, ReceiptTest.lines(6), 30_000, 0), ReceiptTest.creditNote(language))) {
            var name = "target/" + each.number().charAt(0) + "-" + language.tag();
            Files.write(Path.of(name + "-a4.pdf"), new ReceiptPage(each).render());
            Files.write(Path.of(name + "-roll.pdf"), new ReceiptRoll(each).render());
        }
    }

    private static Set<String> places(Language language, String key) {
        return new MessageFormat(Words.of(language).pattern(key), language.locale()).getArgumentNames();
    }

    private static String said(Language language, PriceLine line) {
        return new LineWords(Words.of(language), "EUR").say(line).replace('\u00a0', ' ');
    }

    private static PriceLine line(
            String description, @Nullable String rule, @Nullable Long units, @Nullable String unitPrice) {
        var from = Instant.parse("2026-12-01T03:30:00Z");
        return new PriceLine(
                description,
                rule,
                from,
                from.plus(Duration.ofHours(1)),
                units,
                unitPrice,
                null,
                null,
                Money.of(500, "EUR"));
    }

    private static Stream<Fact> sums(Receipt receipt) {
        return Stream.of(
                        receipt.price().stream(),
                        receipt.earlier().stream(),
                        receipt.taxes().stream(),
                        Stream.of(receipt.total(), receipt.balance()))
                .flatMap(each -> each);
    }

    private static Stream<String> centred(Receipt receipt) {
        return Stream.concat(receipt.heading().stream(), receipt.verification().stream());
    }

    private static void fits(Fact fact, Font font) {
        fits(fact.label(), font, ReceiptRoll.SUM_SHARES, 0);
        fits(fact.text(), font, ReceiptRoll.SUM_SHARES, 1);
    }

    /// Word by word: a line may be broken between them.
    private static void fits(String text, Font font, float[] shares, int column) {
        assertThat(text.split(" "))
                .allSatisfy(word -> assertThat(width(word, font)).isLessThanOrEqualTo(place(shares, column)));
    }

    private static float place(float[] shares, int column) {
        var all = 0f;
        for (var each : shares) {
            all += each;
        }
        var isLabel = column < shares.length - 1;
        return ReceiptRoll.COLUMN_WIDTH * shares[column] / all - (isLabel ? LABEL_PADDING : 0);
    }

    private static float width(String word, Font font) {
        return (float) Typesetting.phrase(word, font).getChunks().stream()
                .map(Chunk.class::cast)
                .mapToDouble(Chunk::getWidthPoint)
                .sum();
    }

    private static String contents(byte[] file) throws IOException {
        try (var reader = new PdfReader(file)) {
            return new String(reader.getPageContent(1), StandardCharsets.ISO_8859_1)
                    .replace("\\n", "\n")
                    .replace("\\r", "\r")
                    .replace("\\t", "\t")
                    .replace("\\b", "\b")
                    .replace("\\f", "\f")
                    .replaceAll("\\\\(.)", "$1");
        }
    }

    private static String actualText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
    }
}
