package io.parkapp.statements;

import java.io.OutputStream;
import java.util.List;

/// Typesets a driver's monthly report on A4.
final class DriverMonthPage {
    private final DriverMonth month;
    private final Sheet sheet;

    DriverMonthPage(DriverMonth month, OutputStream out) {
        this.month = month;
        this.sheet = new Sheet(out, month.title(), month.driver(), month.foot(), month::pageOf);
    }

    void write() {
        sheet.heading(month.title(), month.subtitle());
        if (month.isEmpty()) {
            sheet.text(month.nothing());
        } else {
            sheet.figures(month.figures());
            sheet.chart(month.chartTitle(), month.hoursByDay());
            sheet.table(
                    "",
                    month.lotHeads(),
                    month.lots().stream()
                            .map(each -> List.of(each.lot(), each.bookings(), each.hours(), each.money()))
                            .toList(),
                    1,
                    5f,
                    1.4f,
                    1.8f,
                    2f);
            sheet.table(
                    month.staysTitle(),
                    month.stayHeads(),
                    month.stayLines().stream()
                            .map(each -> List.of(
                                    each.when(),
                                    each.where(),
                                    each.plate(),
                                    each.parked(),
                                    each.money(),
                                    each.documents()))
                            .toList(),
                    3,
                    4.3f,
                    3.6f,
                    2.1f,
                    1.6f,
                    1.8f,
                    2.4f);
        }
        sheet.close();
    }
}
