package io.parkapp.typesetting;

import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/// Lines at the foot of each page, and which page of how many where there are several. How many is known at the end
/// only: its place is kept by a template.
///
/// @see PdfWriter#setPageEvent
public final class PageFoot extends PdfPageEventHelper {
    private static final float FOOT_Y = 40;
    private static final float COUNT_WIDTH = 60;
    private static final float LINE = 1.5f;

    /// `Page 2 of 3`
    @FunctionalInterface
    public interface PageOf {
        String text(int page, int pages);
    }

    private final List<String> lines;
    private final PageOf pageOf;
    private final Font font;
    private final List<PdfTemplate> counts = new ArrayList<>();

    public PageFoot(List<String> lines, PageOf pageOf, Font font) {
        this.lines = lines;
        this.pageOf = pageOf;
        this.font = font;
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        var page = writer.getDirectContent();
        var y = FOOT_Y;
        for (var line : lines) {
            var phrase = Typesetting.phrase(line, font);
            ColumnText.showTextAligned(page, Element.ALIGN_LEFT, phrase, document.left(), y, 0);
            y -= LINE * font.getSize();
        }
        var count = page.createTemplate(COUNT_WIDTH, font.getSize() * 2);
        page.addTemplate(count, document.right() - COUNT_WIDTH, FOOT_Y - font.getSize() / 2);
        counts.add(count);
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        for (var index = 0; counts.size() > 1 && index < counts.size(); index++) {
            var number = Typesetting.phrase(pageOf.text(index + 1, counts.size()), font);
            ColumnText.showTextAligned(
                    counts.get(index), Element.ALIGN_RIGHT, number, COUNT_WIDTH, font.getSize() / 2, 0);
        }
    }
}
