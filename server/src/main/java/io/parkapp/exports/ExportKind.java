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
    AUDIT;

    /// As files are called: `reservations`.
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
