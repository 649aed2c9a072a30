package io.parkapp.notifications;

import io.parkapp.accounts.EmailAddress;
import io.parkapp.platform.CannotStart;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How mails leave the house. Without a host they stay in the outbox.
///
/// @param tls starttls (the connection is refused without it), tls from the first byte on, or none
/// @param from the address that mails come from; the operator's name stands before it
@ConfigurationProperties("parkapp.mail")
record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("starttls") String tls,
        @DefaultValue("") String from) {
    enum Tls {
        STARTTLS,
        TLS,
        NONE
    }

    private static final int PORT_MAX = 65_535;

    boolean isSet() {
        return !host.isBlank();
    }

    Tls security() {
        return switch (tls.strip().toLowerCase(Locale.ROOT)) {
            case "starttls" -> Tls.STARTTLS;
            case "tls" -> Tls.TLS;
            case "none" -> Tls.NONE;
            default -> throw new CannotStart("PARKAPP_SMTP_TLS must be starttls, tls or none, not " + tls + ".");
        };
    }

    String sender() {
        try {
            return new EmailAddress(from).text();
        } catch (IllegalArgumentException invalid) {
            throw new CannotStart("PARKAPP_SMTP_FROM " + invalid.getMessage() + ".", invalid);
        }
    }

    /// @throws CannotStart in words, rather than a mail that fails at night
    void check() {
        if (!isSet()) {
            return;
        }
        sender();
        if (port < 1 || port > PORT_MAX) {
            throw new CannotStart("PARKAPP_SMTP_PORT must be 1 to " + PORT_MAX + ", not " + port + ".");
        }
        if (user.isBlank() != password.isBlank()) {
            throw new CannotStart("PARKAPP_SMTP_USER and PARKAPP_SMTP_PASSWORD go together; one of them is not set.");
        }
        if (security() == Tls.NONE && !user.isBlank()) {
            throw new CannotStart("PARKAPP_SMTP_TLS is none, and the password would travel for everybody to read. "
                    + "Use starttls or tls, or a server that wants no password.");
        }
    }

    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + "]";
    }
}
