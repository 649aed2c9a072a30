package io.parkapp.pricing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Looks for what is wrong with a tariff before drivers do.
public final class Check {
    private Check() {}

    /// @param today from when on special days should be named
    public static List<Finding> of(Tariff tariff, ZoneId zone, String currency, LocalDate today) {
        var findings = new ArrayList<Finding>();
        for (var each : Faults.of(tariff, "", currency)) {
            findings.add(new Finding(
                    Finding.Severity.ERROR, Finding.Code.CONTRADICTION, each.field(), each.message(), null));
        }
        if (!findings.isEmpty()) {
            return findings;
        }
        var pricing = Pricing.of(tariff);
        for (var each : Examples.of(pricing, zone, currency)) {
            if (!each.passes()) {
                findings.add(failing(each));
            }
        }
        return findings;
    }

    private static Finding failing(Examples.Outcome outcome) {
        var is = outcome.price() == null
                ? outcome.problem()
                : "It costs " + outcome.price().amountMinor() + ".";
        return new Finding(
                Finding.Severity.ERROR,
                Finding.Code.EXAMPLE_FAILS,
                "examples[" + outcome.index() + "].price",
                "This is not what the stay costs. " + is,
                null);
    }
}
