package io.parkapp.typesetting;

import java.awt.Color;
import java.util.List;
import java.util.function.DoubleFunction;
import org.openpdf.text.Element;
import org.openpdf.text.Image;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfWriter;

/// Bars beside each other, drawn as lines and areas, so that it is sharp however large it is looked at.
///
/// @param labelEvery of so many bars one has its name below it
/// @param spoken how values are written at the scale
public record BarChart(List<Bar> bars, int labelEvery, DoubleFunction<String> spoken) {
    private static final Color BAR = new Color(0x1d, 0x4e, 0xd8);
    private static final float SCALE_WIDTH = 42;
    private static final float LABELS_HEIGHT = 14;
    private static final float TOP = 6;
    /// Of a bar's place, what it fills.
    private static final float FILLED = 0.68f;

    private static final int STEPS = 4;

    /// @param value not below nothing
    public record Bar(String label, double value) {}

    /// @param width in points, like the height
    public Image draw(PdfWriter writer, Typesetting type, float width, float height) {
        var canvas = writer.getDirectContent().createTemplate(width, height);
        var top = roundedUp(bars.stream().mapToDouble(Bar::value).max().orElse(0));
        var plotHeight = height - LABELS_HEIGHT - TOP;
        for (var step = 0; step <= STEPS; step++) {
            var y = LABELS_HEIGHT + plotHeight * step / STEPS;
            canvas.setLineWidth(step == 0 ? Typesetting.RULE_STRONG : 0.4f);
            canvas.setColorStroke(step == 0 ? Typesetting.INK : Typesetting.RULE);
            canvas.moveTo(SCALE_WIDTH, y);
            canvas.lineTo(width, y);
            canvas.stroke();
            write(canvas, type, spoken.apply(top * step / STEPS), SCALE_WIDTH - 5, y - 3, Element.ALIGN_RIGHT);
        }
        var place = (width - SCALE_WIDTH) / bars.size();
        canvas.setColorFill(BAR);
        for (var index = 0; index < bars.size(); index++) {
            var barHeight = (float) (plotHeight * bars.get(index).value() / top);
            if (barHeight > 0) {
                var left = SCALE_WIDTH + place * index + place * (1 - FILLED) / 2;
                canvas.rectangle(left, LABELS_HEIGHT, place * FILLED, barHeight);
                canvas.fill();
            }
        }
        for (var index = 0; index < bars.size(); index += labelEvery) {
            var middle = SCALE_WIDTH + place * (index + 0.5f);
            write(canvas, type, bars.get(index).label(), middle, 2, Element.ALIGN_CENTER);
        }
        return Image.getInstance(canvas);
    }

    private static void write(PdfContentByte canvas, Typesetting type, String text, float x, float y, int alignment) {
        ColumnText.showTextAligned(canvas, alignment, new Phrase(text, type.small), x, y, 0);
    }

    /// To 1, 2, 2.5 or 5 times a power of ten, times the steps: the scale's numbers are round.
    private static double roundedUp(double value) {
        if (value <= 0) {
            return STEPS;
        }
        var step = value / STEPS;
        var power = Math.pow(10, Math.floor(Math.log10(step)));
        for (var factor : new double[] {1, 2, 2.5, 5}) {
            if (step <= factor * power) {
                return factor * power * STEPS;
            }
        }
        return 10 * power * STEPS;
    }
}
