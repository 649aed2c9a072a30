package io.parkapp.receipts;

import io.parkapp.platform.Reason;

/// Every reason why receipts say no.
enum ReceiptsRefusal implements Reason {
    NO_RECEIPT_YET(Kind.CONFLICT, "There is no receipt before something was paid.");

    private final Kind kind;
    private final String text;

    ReceiptsRefusal(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String text() {
        return text;
    }
}
