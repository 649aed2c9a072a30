package io.parkapp.notifications;

import io.parkapp.platform.Reason;

/// Every reason why messages say no.
enum NotificationsRefusal implements Reason {
    MESSAGE_NOT_FAILED(Kind.CONFLICT, "Only a message that failed is sent again.");

    private final Kind kind;
    private final String text;

    NotificationsRefusal(Kind kind, String text) {
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
