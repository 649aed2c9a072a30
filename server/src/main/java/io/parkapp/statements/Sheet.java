package io.parkapp.statements;

import io.parkapp.statements.DriverMonth.Figure;
import io.parkapp.typesetting.BarChart;
import io.parkapp.typesetting.BarChart.Bar;
import io.parkapp.typesetting.PageFoot;
import io.parkapp.typesetting.Typesetting;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// The parts that monthly reports are made of, on A4.
final class Sheet {
    private static final float MARGIN = 56;
    private static final float MARGIN_BOTTOM = 72;
    private static final float GAP = 16;
    private static final float TEXT_SIZE = 9;
    private static final float FIGURE_SIZE = 17;
    private static final int FIGURES_PER_ROW = 3;
    private static final int DAYS_PER_LABEL = 2;
    private static final float CHART_HEIGHT = 130;

    private final Typesetting type = new Typesetting(TEXT_SIZE, 8, 22, 12);
    private final Typesetting large = new Typesetting(FIGURE_SIZE, 8, 22, 12);
    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN_BOTTOM);
    private final PdfWriter writer;

    Sheet(OutputStream out, String title, String about, String foot, PageFoot.PageOf pageOf) {
        this.writer = PdfWriter.getInstance(document, out);
        // Whose stream it is closes it.
        writer.setCloseStream(false);
        writer.setPageEvent(new PageFoot(List.of(foot), pageOf, type.small));
        Typesetting.open(document, writer, title, "parkapp", about, DriverMonth.LANGUAGE);
    }

    private float width() {
        return document.right() - document.left();
    }

    void heading(String title, String subtitle) {
        document.add(Typesetting.line(title, type.title, Element.ALIGN_LEFT));
        var below = Typesetting.line(subtitle, type.label, Element.ALIGN_LEFT);
        below.setSpacingBefore(4);
        below.setSpacingAfter(GAP);
        document.add(below);
    }

    void text(String text) {
        document.add(Typesetting.line(text, type.text, Element.ALIGN_LEFT));
    }

    /// Large, beside each other.
    void figures(List<Figure> figures) {
        var table = Typesetting.table(1, 1, 1);
        for (var figure : figures) {
            var cell = Typesetting.bare();
            cell.setBorder(Rectangle.TOP);
            cell.setBorderColor(Typesetting.INK);
            cell.setBorderWidth(Typesetting.RULE_STRONG);
            cell.setPaddingTop(4);
            cell.setPaddingBottom(GAP / 2);
            cell.addElement(Typesetting.line(figure.label(), type.label, Element.ALIGN_LEFT));
            cell.addElement(Typesetting.line(figure.value(), large.strong, Element.ALIGN_LEFT));
            cell.addElement(Typesetting.line(figure.beside(), type.small, Element.ALIGN_LEFT));
            table.addCell(cell);
        }
        for (var place = figures.size(); place % FIGURES_PER_ROW != 0; place++) {
            table.addCell(Typesetting.bare());
        }
        table.setSpacingAfter(GAP / 2);
        document.add(table);
    }

    /// A bar for each day of the month.
    void chart(String title, Map<Integer, Double> values) {
        var bars = values.entrySet().stream()
                .map(each -> new Bar(String.valueOf(each.getKey()), each.getValue()))
                .toList();
        var chart = new BarChart(bars, DAYS_PER_LABEL, Sheet::spoken).draw(writer, type, width(), CHART_HEIGHT);
        var table = Typesetting.table(1);
        table.setKeepTogether(true);
        table.addCell(Typesetting.cell(title, type.strong, Element.ALIGN_LEFT));
        var cell = Typesetting.bare();
        cell.addElement(chart);
        table.addCell(cell);
        table.setSpacingAfter(GAP);
        document.add(table);
    }

    /// @param texts how many columns from the left hold texts; the others hold numbers, which stand below each other by
    ///     their last digit
    void table(String title, List<String> heads, List<List<String>> rows, int texts, float... widths) {
        if (!title.isEmpty()) {
            var above = Typesetting.line(title, type.seller, Element.ALIGN_LEFT);
            above.setSpacingBefore(GAP / 2);
            above.setSpacingAfter(4);
            document.add(above);
        }
        var table = Typesetting.table(widths);
        table.setHeaderRows(1);
        for (var column = 0; column < heads.size(); column++) {
            var cell = Typesetting.cell(heads.get(column), type.small, alignment(column, texts));
            cell.setBorder(Rectangle.BOTTOM);
            cell.setBorderColor(Typesetting.INK);
            cell.setBorderWidth(Typesetting.RULE_STRONG);
            table.addCell(cell);
        }
        rows.forEach(row -> addRow(table, row, texts));
        table.setSpacingAfter(GAP / 2);
        document.add(table);
    }

    void close() {
        document.close();
    }

    /// A number at a scale: 2.5, and 10 without a point.
    private static String spoken(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void addRow(PdfPTable table, List<String> row, int texts) {
        for (var column = 0; column < row.size(); column++) {
            table.addCell(Typesetting.ruled(row.get(column), type.text, alignment(column, texts)));
        }
    }

    private static int alignment(int column, int texts) {
        return column < texts ? Element.ALIGN_LEFT : Element.ALIGN_RIGHT;
    }
}
