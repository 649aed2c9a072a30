package io.parkapp.notifications;

import io.parkapp.platform.Reason;

/// Every reason why messages say no.
enum NotificationsRefusal implements Reason {
    MESSAGE_NOT_FAILED(Kind.CONFLICT, "Only a message that failed is sent again."),
    TOO_MANY_BROWSERS(Kind.RULE, "You have switched on as many browsers as one account may have.");

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
