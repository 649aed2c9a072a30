package io.parkapp.receipts;

import io.parkapp.platform.Refusal;

/// What a receipt is printed on: a sheet, or the roll of a till.
enum Paper {
    A4("A4"),
    ROLL("80mm");

    private final String text;

    Paper(String text) {
        this.text = text;
    }

    static Paper of(String text) {
        for (var each : values()) {
            if (each.text.equals(text)) {
                return each;
            }
        }
        throw Refusal.field("paper", "must be A4 or 80mm");
    }
}
