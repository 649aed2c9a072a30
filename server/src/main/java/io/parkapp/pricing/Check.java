package io.parkapp.pricing;

import io.parkapp.pricing.Finding.Code;
import io.parkapp.pricing.Finding.Severity;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// Looks for what is wrong with a tariff before drivers do. Each look says what it finds; all of them together price at
/// most some ten thousands of stays.
public final class Check {
    private Check() {}

    /// Errors, then warnings, then notes; each by its place in the tariff.
    ///
    /// @param today stays that show something begin after it
    public static List<Finding> of(Tariff tariff, ZoneId zone, String currency, LocalDate today) {
        var faults = Faults.of(tariff, "", currency);
        if (!faults.isEmpty()) {
            return faults.stream()
                    .map(each -> new Finding(Severity.ERROR, Code.CONTRADICTION, each.field(), each.message(), null))
                    .toList();
        }
        var inspection = new Inspection(Pricing.of(tariff), zone, currency, today);
        examples(inspection, zone, currency);
        new CheckTimes(inspection).look();
        new CheckLengths(inspection).look();
        new CheckDays(inspection).look();
        new CheckUses(inspection).look();
        new CheckFalls(inspection).look();
        new CheckFirstMinute(inspection).look();
        new CheckReadings(inspection).look();
        return inspection.findings();
    }

    private static void examples(Inspection inspection, ZoneId zone, String currency) {
        for (var each : Examples.of(inspection.pricing(), zone, currency)) {
            if (!each.passes()) {
                var is = each.price() == null
                        ? String.valueOf(each.problem())
                        : "It costs " + inspection.text(each.price()) + ".";
                inspection.add(
                        Severity.ERROR,
                        Code.EXAMPLE_FAILS,
                        "examples[" + each.index() + "].price",
                        "This is not what the stay costs. " + is,
                        null);
            }
        }
    }
}
