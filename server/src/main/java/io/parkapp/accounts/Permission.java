package io.parkapp.accounts;

import com.fasterxml.jackson.annotation.JsonValue;

/// What somebody may do. Code asks for these, never for role names. Most hold within a scope: one's own things, an
/// operator's, or the whole platform.
public enum Permission {
    RESERVATIONS_OWN("reservations:own"),
    RESERVATIONS_READ("reservations:read"),
    RESERVATIONS_WRITE("reservations:write"),
    /// To charge otherwise than the tariff says, and to give money back.
    REFUNDS_WRITE("refunds:write"),
    /// To keep a cash drawer.
    CASH_TAKE("cash:take"),
    LOTS_WRITE("lots:write"),
    TARIFFS_WRITE("tariffs:write"),
    REPORTS_READ("reports:read"),
    AUDIT_READ("audit:read"),
    ACCOUNTS_MANAGE("accounts:manage"),
    OPERATORS_MANAGE("operators:manage"),
    /// To see what runs in the background, and to run it again or stop it.
    JOBS_MANAGE("jobs:manage"),
    /// To read the messages that went out, whoever they went to.
    MESSAGES_READ("messages:read");

    private final String text;

    Permission(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }
}
