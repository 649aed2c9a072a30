package io.parkapp.receipts;

import static io.parkapp.typesetting.Typesetting.INK;
import static io.parkapp.typesetting.Typesetting.RULE_STRONG;

import io.parkapp.typesetting.PageFoot;
import io.parkapp.typesetting.Typesetting;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// Typesets a receipt on A4.
final class ReceiptPage {
    private static final float MARGIN = 56;
    private static final float MARGIN_BOTTOM = 72;
    private static final float SMALL_SIZE = 8;
    private static final float GAP = 18;
    private static final float QR_SIZE = 92;

    private final Typesetting type = new Typesetting(9.5f, SMALL_SIZE, 22, 12);
    private final Receipt receipt;

    ReceiptPage(Receipt receipt) {
        this.receipt = receipt;
    }

    byte[] render() {
        var content = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN_BOTTOM);
        var writer = PdfWriter.getInstance(document, content);
        writer.setPageEvent(new PageFoot(List.of(receipt.foot(), receipt.fingerprint()), receipt::pageOf, type.small));
        receipt.open(document, writer);
        document.add(heading());
        document.add(facts());
        document.add(lines());
        document.add(sums());
        document.close();
        return content.toByteArray();
    }

    private PdfPTable heading() {
        var table = Typesetting.table(3, 2);
        var names = Typesetting.bare();
        var name = Typesetting.line(receipt.title(), type.title, Element.ALIGN_LEFT);
        name.setSpacingAfter(GAP / 3);
        names.addElement(name);
        receipt.heading().forEach(each -> names.addElement(Typesetting.line(each, type.text, Element.ALIGN_LEFT)));
        table.addCell(names);
        var from = Typesetting.bare();
        from.addElement(Typesetting.line(receipt.sellerName(), type.seller, Element.ALIGN_RIGHT));
        receipt.sellerDetails()
                .forEach(each -> from.addElement(Typesetting.line(each, type.label, Element.ALIGN_RIGHT)));
        table.addCell(from);
        table.setSpacingAfter(GAP);
        return table;
    }

    private PdfPTable facts() {
        var table = Typesetting.table(1, 4);
        for (var fact : receipt.facts()) {
            table.addCell(Typesetting.cell(fact.label(), type.label, Element.ALIGN_LEFT));
            table.addCell(Typesetting.cell(fact.text(), type.text, Element.ALIGN_LEFT));
        }
        table.setSpacingAfter(GAP);
        return table;
    }

    private PdfPTable lines() {
        var table = Typesetting.table(4.2f, 4.6f, 3.2f, 2.6f);
        table.setHeaderRows(1);
        var heads = receipt.lineHeads();
        for (var index = 0; index < heads.size(); index++) {
            var cell = Typesetting.cell(heads.get(index), type.small, alignment(index));
            cell.setBorder(Rectangle.BOTTOM);
            cell.setBorderColor(INK);
            cell.setBorderWidth(RULE_STRONG);
            table.addCell(cell);
        }
        for (var line : receipt.lines()) {
            var texts = List.of(line.description(), line.span(), line.quantity(), line.amount());
            for (var index = 0; index < texts.size(); index++) {
                table.addCell(Typesetting.ruled(texts.get(index), type.text, alignment(index)));
            }
        }
        return table;
    }

    /// Numbers stand below each other by their last digit.
    private static int alignment(int column) {
        return column < 2 ? Element.ALIGN_LEFT : Element.ALIGN_RIGHT;
    }

    /// Kept together: a total is not read apart from what it sums.
    private PdfPTable sums() {
        var both = Typesetting.table(2, 3);
        both.setKeepTogether(true);
        both.setSpacingBefore(GAP);
        var left = Typesetting.bare();
        left.addElement(Typesetting.qr(receipt.verifyAt().toString(), QR_SIZE));
        receipt.verification().forEach(each -> left.addElement(Typesetting.line(each, type.small, Element.ALIGN_LEFT)));
        both.addCell(left);
        var table = Typesetting.table(3, 2);
        Typesetting.add(table, receipt.price(), type.label, type.text);
        Typesetting.add(table, receipt.earlier(), type.label, type.text);
        Typesetting.add(table, receipt.total(), type.strong, type.strong, RULE_STRONG);
        Typesetting.add(table, receipt.taxes(), type.label, type.text);
        Typesetting.add(table, receipt.payment(), type.label, type.text, 0);
        Typesetting.add(table, receipt.balance(), type.strong, type.strong, RULE_STRONG);
        var right = Typesetting.bare();
        right.addElement(table);
        both.addCell(right);
        return both;
    }
}
