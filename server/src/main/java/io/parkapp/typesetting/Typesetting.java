package io.parkapp.typesetting;

import io.nayuki.qrcodegen.QrCode;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Image;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.core.io.ClassPathResource;

/// What our documents look like on any paper: fonts that travel inside the file, since the rupee sign is in none of
/// those that every reader has; colours, cells and rules.
public final class Typesetting {
    public static final float LEADING = 1.35f;
    public static final float RULE_STRONG = 0.8f;
    public static final Color INK = new Color(0x1a, 0x1d, 0x23);
    public static final Color GREY = new Color(0x5b, 0x62, 0x6e);
    public static final Color RULE = new Color(0xc9, 0xce, 0xd6);
    private static final float ROW_PADDING = 1.5f;

    /// What letters below the line take, so that text stands in the middle between two rules.
    private static final float DESCENT = 2;

    /// Of white around a QR code, in modules: scanners need it to find the code.
    private static final int QUIET_ZONE = 2;

    /// Drawn larger than it is, so that no viewer blurs its edges.
    private static final int PIXELS_PER_MODULE = 8;

    private static final BaseFont REGULAR = font("fonts/NotoSans-Regular.ttf");
    private static final BaseFont BOLD = font("fonts/NotoSans-Bold.ttf");

    public final Font text;
    public final Font strong;
    public final Font label;
    public final Font small;
    public final Font title;
    public final Font seller;

    /// @param size of the text, in points, like the others
    public Typesetting(float size, float smallSize, float titleSize, float sellerSize) {
        this.text = new Font(REGULAR, size, Font.NORMAL, INK);
        this.strong = new Font(BOLD, size, Font.NORMAL, INK);
        this.label = new Font(REGULAR, size, Font.NORMAL, GREY);
        this.small = new Font(REGULAR, smallSize, Font.NORMAL, GREY);
        this.title = new Font(BOLD, titleSize, Font.NORMAL, INK);
        this.seller = new Font(BOLD, sellerSize, Font.NORMAL, INK);
    }

    /// What readers of the file say about it. Opens the document.
    public static void open(
            Document document, PdfWriter writer, String title, String author, String subject, String language) {
        writer.setPdfVersion(PdfWriter.VERSION_1_7);
        writer.setGlyphLayoutManager(Scripts.layout());
        document.addTitle(title);
        document.addAuthor(author);
        document.addSubject(subject);
        document.addCreator("parkapp");
        document.open();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(language));
    }

    /// With the letters of each script that a name may be written in.
    public static Phrase phrase(String text, Font font) {
        return Scripts.phrase(text, font, BOLD.equals(font.getBaseFont()));
    }

    public static PdfPTable table(float... widths) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        return table;
    }

    public static PdfPCell bare() {
        var cell = new PdfPCell();
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(0);
        return cell;
    }

    public static PdfPCell cell(String text, Font font, int alignment) {
        var cell = new PdfPCell(phrase(text, font));
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(0);
        cell.setPaddingTop(ROW_PADDING);
        cell.setPaddingBottom(ROW_PADDING + DESCENT);
        cell.setPaddingRight(alignment == Element.ALIGN_LEFT ? 10 : 0);
        cell.setHorizontalAlignment(alignment);
        cell.setLeading(0, LEADING);
        return cell;
    }

    /// With a line under it.
    public static PdfPCell ruled(String text, Font font, int alignment) {
        var cell = cell(text, font, alignment);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setBorderWidth(0.5f);
        cell.setPaddingTop(2 * ROW_PADDING);
        cell.setPaddingBottom(2 * ROW_PADDING + DESCENT);
        return cell;
    }

    public static void add(PdfPTable table, List<Fact> facts, Font label, Font text) {
        facts.forEach(each -> add(table, each, label, text, 0));
    }

    /// A label on the left, its value on the right.
    public static void add(PdfPTable table, Fact fact, Font label, Font text, float ruleAbove) {
        for (var cell :
                List.of(cell(fact.label(), label, Element.ALIGN_LEFT), cell(fact.text(), text, Element.ALIGN_RIGHT))) {
            if (ruleAbove > 0) {
                cell.setBorder(Rectangle.TOP);
                cell.setBorderWidth(ruleAbove);
                cell.setBorderColor(INK);
                cell.setPaddingTop(2 * ROW_PADDING);
            }
            table.addCell(cell);
        }
    }

    public static Paragraph line(String text, Font font, int alignment) {
        var paragraph = new Paragraph(phrase(text, font));
        paragraph.setLeading(0, LEADING);
        paragraph.setAlignment(alignment);
        return paragraph;
    }

    /// @param size with the white around it, in points
    public static Image qr(String text, float size) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var width = (code.size + 2 * QUIET_ZONE) * PIXELS_PER_MODULE;
        var rowBytes = (width + Byte.SIZE - 1) / Byte.SIZE;
        var pixels = new byte[rowBytes * width];
        for (var y = 0; y < width; y++) {
            for (var x = 0; x < width; x++) {
                var isBlack = code.getModule(x / PIXELS_PER_MODULE - QUIET_ZONE, y / PIXELS_PER_MODULE - QUIET_ZONE);
                if (!isBlack) {
                    pixels[y * rowBytes + x / Byte.SIZE] |= (byte) (0x80 >> x % Byte.SIZE);
                }
            }
        }
        var image = Image.getInstance(width, width, 1, 1, pixels);
        image.scaleAbsolute(size, size);
        return image;
    }

    /// Parsed once: fonts are large, and are shared by all documents.
    static BaseFont font(String path) {
        try (var file = new ClassPathResource(path).getInputStream()) {
            return BaseFont.createFont(
                    path, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.CACHED, file.readAllBytes(), null);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
