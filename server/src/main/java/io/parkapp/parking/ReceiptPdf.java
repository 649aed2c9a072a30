package io.parkapp.parking;

import io.parkapp.parking.Receipt.Fact;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.core.io.ClassPathResource;

/// Typesets a receipt on A4, in a font that travels inside the file, since the rupee sign is in none of those that
/// every reader has.
final class ReceiptPdf {
    private static final float MARGIN = 56;
    private static final float MARGIN_BOTTOM = 72;
    private static final float TEXT_SIZE = 9.5f;
    private static final float SMALL_SIZE = 8;
    private static final float TITLE_SIZE = 22;
    private static final float LEADING = 1.35f;
    private static final float GAP = 18;
    private static final float ROW_PADDING = 1.5f;

    /// What letters below the line take, so that text stands in the middle between two rules.
    private static final float DESCENT = 2;
    private static final Color INK = new Color(0x1a, 0x1d, 0x23);
    private static final Color GREY = new Color(0x5b, 0x62, 0x6e);
    private static final Color RULE = new Color(0xc9, 0xce, 0xd6);

    private static final BaseFont REGULAR = font("fonts/NotoSans-Regular.ttf");
    private static final BaseFont BOLD = font("fonts/NotoSans-Bold.ttf");

    private final Font text = new Font(REGULAR, TEXT_SIZE, Font.NORMAL, INK);
    private final Font strong = new Font(BOLD, TEXT_SIZE, Font.NORMAL, INK);
    private final Font label = new Font(REGULAR, TEXT_SIZE, Font.NORMAL, GREY);
    private final Font small = new Font(REGULAR, SMALL_SIZE, Font.NORMAL, GREY);
    private final Font title = new Font(BOLD, TITLE_SIZE, Font.NORMAL, INK);
    private final Font seller = new Font(BOLD, 12, Font.NORMAL, INK);
    private final Receipt receipt;

    ReceiptPdf(Receipt receipt) {
        this.receipt = receipt;
    }

    byte[] render() {
        var content = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN_BOTTOM);
        var writer = PdfWriter.getInstance(document, content);
        writer.setPdfVersion(PdfWriter.VERSION_1_7);
        writer.setPageEvent(new PageFoot());
        document.addTitle("Receipt " + receipt.number());
        document.addAuthor(receipt.sellerName());
        document.addSubject("Parking at " + receipt.reservation().place().lotName());
        document.addCreator("parkapp");
        document.open();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("en"));
        document.add(heading());
        document.add(facts());
        document.add(lines());
        document.add(sums());
        document.close();
        return content.toByteArray();
    }

    private PdfPTable heading() {
        var table = table(3, 2);
        var names = bare();
        var name = line("Receipt", title);
        name.setSpacingAfter(GAP / 3);
        names.addElement(name);
        names.addElement(line("Number " + receipt.number(), text));
        names.addElement(line("Issued " + receipt.issued(), text));
        table.addCell(names);
        var from = bare();
        from.addElement(right(receipt.sellerName(), seller));
        receipt.support().forEach(each -> from.addElement(right(each, label)));
        table.addCell(from);
        table.setSpacingAfter(GAP);
        return table;
    }

    private PdfPTable facts() {
        var table = table(1, 4);
        for (var fact : receipt.facts()) {
            table.addCell(cell(fact.label(), label, Element.ALIGN_LEFT));
            table.addCell(cell(fact.text(), text, Element.ALIGN_LEFT));
        }
        table.setSpacingAfter(GAP);
        return table;
    }

    private PdfPTable lines() {
        var table = table(4.2f, 4.6f, 3.2f, 2.6f);
        table.setHeaderRows(1);
        for (var name : List.of("Description", "From – until", "Quantity × price", "Amount")) {
            var isNumber = name.startsWith("Quantity") || name.equals("Amount");
            var cell = cell(name, small, isNumber ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
            cell.setBorder(Rectangle.BOTTOM);
            cell.setBorderColor(INK);
            cell.setBorderWidth(0.8f);
            table.addCell(cell);
        }
        for (var line : receipt.lines()) {
            table.addCell(ruled(line.description(), Element.ALIGN_LEFT));
            table.addCell(ruled(line.span(), Element.ALIGN_LEFT));
            table.addCell(ruled(line.quantity(), Element.ALIGN_RIGHT));
            table.addCell(ruled(line.amount(), Element.ALIGN_RIGHT));
        }
        return table;
    }

    /// Kept together: a total is not read apart from what it sums.
    private PdfPTable sums() {
        var table = table(3, 2);
        table.setWidthPercentage(52);
        table.setHorizontalAlignment(Element.ALIGN_RIGHT);
        table.setKeepTogether(true);
        table.setSpacingBefore(GAP / 2);
        receipt.sums().forEach(each -> add(table, each, label, text, 0));
        add(table, receipt.total(), strong, strong, 0);
        receipt.settlement().forEach(each -> add(table, each, label, text, 0));
        add(table, receipt.balance(), strong, strong, 0.8f);
        return table;
    }

    private void add(PdfPTable table, Fact fact, Font name, Font value, float ruleAbove) {
        var isFirst = true;
        for (var cell :
                List.of(cell(fact.label(), name, Element.ALIGN_LEFT), cell(fact.text(), value, Element.ALIGN_RIGHT))) {
            if (ruleAbove > 0) {
                cell.setBorder(Rectangle.TOP);
                cell.setBorderWidth(ruleAbove);
                cell.setBorderColor(INK);
                cell.setPaddingTop(2 * ROW_PADDING);
            }
            cell.setPaddingLeft(isFirst ? 6 : 0);
            isFirst = false;
            table.addCell(cell);
        }
    }

    private static PdfPTable table(float... widths) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        return table;
    }

    private static PdfPCell bare() {
        var cell = new PdfPCell();
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(0);
        return cell;
    }

    private static PdfPCell cell(String text, Font font, int alignment) {
        var cell = new PdfPCell(new Phrase(text, font));
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(0);
        cell.setPaddingTop(ROW_PADDING);
        cell.setPaddingBottom(ROW_PADDING + DESCENT);
        cell.setPaddingRight(alignment == Element.ALIGN_LEFT ? 10 : 0);
        cell.setHorizontalAlignment(alignment);
        cell.setLeading(0, LEADING);
        return cell;
    }

    private PdfPCell ruled(String content, int alignment) {
        var cell = cell(content, text, alignment);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setBorderWidth(0.5f);
        cell.setPaddingTop(2 * ROW_PADDING);
        cell.setPaddingBottom(2 * ROW_PADDING + DESCENT);
        return cell;
    }

    private static Paragraph line(String text, Font font) {
        var paragraph = new Paragraph(text, font);
        paragraph.setLeading(0, LEADING);
        return paragraph;
    }

    private static Paragraph right(String text, Font font) {
        var paragraph = line(text, font);
        paragraph.setAlignment(Element.ALIGN_RIGHT);
        return paragraph;
    }

    /// Parsed once: fonts are large, and are shared by all receipts.
    private static BaseFont font(String path) {
        try (var file = new ClassPathResource(path).getInputStream()) {
            return BaseFont.createFont(
                    path, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.CACHED, file.readAllBytes(), null);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Who issued what at the foot of each page, and which page of how many where there are several. How many is known
    /// at the end only: its place is kept by a template.
    private final class PageFoot extends PdfPageEventHelper {
        private static final float FOOT_Y = 40;
        private static final float COUNT_WIDTH = 60;

        private final List<PdfTemplate> counts = new ArrayList<>();

        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            var page = writer.getDirectContent();
            var foot = new Phrase("Receipt " + receipt.number() + " · " + receipt.sellerName(), small);
            ColumnText.showTextAligned(page, Element.ALIGN_LEFT, foot, document.left(), FOOT_Y, 0);
            var count = page.createTemplate(COUNT_WIDTH, SMALL_SIZE * 2);
            page.addTemplate(count, document.right() - COUNT_WIDTH, FOOT_Y - SMALL_SIZE / 2);
            counts.add(count);
        }

        @Override
        public void onCloseDocument(PdfWriter writer, Document document) {
            for (var index = 0; counts.size() > 1 && index < counts.size(); index++) {
                var number = new Phrase("Page " + (index + 1) + " of " + counts.size(), small);
                ColumnText.showTextAligned(
                        counts.get(index), Element.ALIGN_RIGHT, number, COUNT_WIDTH, SMALL_SIZE / 2, 0);
            }
        }
    }
}
