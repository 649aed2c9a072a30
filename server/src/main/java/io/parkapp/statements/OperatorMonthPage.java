package io.parkapp.statements;

import java.io.OutputStream;

/// Typesets an operator's monthly report on A4.
final class OperatorMonthPage {
    private final OperatorMonth month;
    private final Sheet sheet;

    OperatorMonthPage(OperatorMonth month, OutputStream out) {
        this.month = month;
        this.sheet = new Sheet(out, month.title(), month.subtitle(), month.foot(), month::pageOf);
    }

    void write() {
        sheet.heading(month.title(), month.subtitle());
        sheet.figures(month.figures());
        sheet.chart(month.chartTitle(), month.occupancyByDay());
        sheet.table("", month.lotHeads(), month.lots(), 1, 5f, 1.2f, 1.6f, 1.8f, 1.6f, 2.2f);
        if (!month.days().isEmpty()) {
            sheet.table(month.daysTitle(), month.dayHeads(), month.days(), 1, 3f, 2f);
        }
        sheet.close();
    }
}
