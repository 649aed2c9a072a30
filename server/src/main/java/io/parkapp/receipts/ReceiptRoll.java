package io.parkapp.receipts;

import static io.parkapp.typesetting.Typesetting.RULE_STRONG;

import io.parkapp.typesetting.Typesetting;
import java.io.ByteArrayOutputStream;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// Typesets a receipt on a roll of 80 mm: one column, one page, as long as what it says.
final class ReceiptRoll {
    private static final float POINTS_PER_MILLIMETRE = 72 / 25.4f;
    private static final float WIDTH = 80 * POINTS_PER_MILLIMETRE;
    /// Printers of tills leave this much white on each side.
    private static final float MARGIN = 4 * POINTS_PER_MILLIMETRE;

    static final float COLUMN_WIDTH = WIDTH - 2 * MARGIN;
    /// A label's share, and its value's.
    static final float[] FACT_SHARES = {2, 5};

    static final float[] SUM_SHARES = {5, 3};

    private static final float GAP = 8;
    private static final float QR_SIZE = 110;

    final Typesetting type = new Typesetting(8, 7, 15, 10);
    private final PdfPTable column = Typesetting.table(1);
    private final Receipt receipt;

    ReceiptRoll(Receipt receipt) {
        this.receipt = receipt;
    }

    byte[] render() {
        column.setTotalWidth(COLUMN_WIDTH);
        column.setLockedWidth(true);
        fill();
        var content = new ByteArrayOutputStream();
        var page = new Rectangle(WIDTH, column.getTotalHeight() + 2 * MARGIN + GAP);
        var document = new Document(page, MARGIN, MARGIN, MARGIN, MARGIN);
        var writer = PdfWriter.getInstance(document, content);
        receipt.open(document, writer);
        document.add(column);
        document.close();
        return content.toByteArray();
    }

    private void fill() {
        centre(receipt.sellerName(), type.seller);
        receipt.sellerDetails().forEach(each -> centre(each, type.small));
        gap();
        centre(receipt.title(), type.title);
        receipt.heading().forEach(each -> centre(each, type.text));
        gap();
        var facts = Typesetting.table(FACT_SHARES);
        for (var fact : receipt.facts()) {
            facts.addCell(Typesetting.cell(fact.label(), type.small, Element.ALIGN_LEFT));
            facts.addCell(Typesetting.cell(fact.text(), type.text, Element.ALIGN_LEFT));
        }
        add(facts);
        gap();
        add(lines());
        gap();
        var sums = Typesetting.table(SUM_SHARES);
        Typesetting.add(sums, receipt.price(), type.text, type.text);
        Typesetting.add(sums, receipt.earlier(), type.text, type.text);
        Typesetting.add(sums, receipt.total(), type.strong, type.strong, RULE_STRONG);
        Typesetting.add(sums, receipt.taxes(), type.text, type.text);
        Typesetting.add(sums, receipt.payment(), type.text, type.text, 0);
        Typesetting.add(sums, receipt.balance(), type.strong, type.strong, RULE_STRONG);
        add(sums);
        gap();
        var code = new PdfPCell(Typesetting.qr(receipt.verifyAt().toString(), QR_SIZE));
        code.setBorder(Rectangle.NO_BORDER);
        code.setHorizontalAlignment(Element.ALIGN_CENTER);
        column.addCell(code);
        receipt.verification().forEach(each -> centre(each, type.small));
    }

    /// What and how much on one line, when and how many below it.
    private PdfPTable lines() {
        var lines = Typesetting.table(SUM_SHARES);
        for (var line : receipt.lines()) {
            lines.addCell(Typesetting.cell(line.description(), type.text, Element.ALIGN_LEFT));
            lines.addCell(Typesetting.cell(line.amount(), type.text, Element.ALIGN_RIGHT));
            lines.addCell(Typesetting.cell(line.span(), type.small, Element.ALIGN_LEFT));
            lines.addCell(Typesetting.cell(line.quantity(), type.small, Element.ALIGN_RIGHT));
        }
        return lines;
    }

    private void centre(String text, Font font) {
        var cell = Typesetting.cell(text, font, Element.ALIGN_CENTER);
        cell.setPaddingRight(0);
        column.addCell(cell);
    }

    private void gap() {
        var cell = Typesetting.bare();
        cell.setFixedHeight(GAP);
        column.addCell(cell);
    }

    private void add(PdfPTable table) {
        var cell = new PdfPCell(table);
        cell.setBorder(Rectangle.NO_BORDER);
        column.addCell(cell);
    }
}
