package io.parkapp.exports;

import java.util.Locale;

/// What a file is of.
public enum ExportKind {
    /// One's own, or everybody's that one may see.
    RESERVATIONS,
    RECEIPTS,
    PAYMENTS,
    SPOTS,
    PEOPLE,
    AUDIT,
    LOTS,
    CODES,
    SHIFTS,
    CORRECTIONS,
    DISPUTES,
    /// A driver's month, as PDF.
    MONTHLY_REPORT,
    /// An operator's month, as PDF.
    OPERATOR_REPORT;

    /// Whether it is a list, with rows.
    boolean isList() {
        return this != MONTHLY_REPORT && this != OPERATOR_REPORT;
    }

    /// As files are called: `reservations`.
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
