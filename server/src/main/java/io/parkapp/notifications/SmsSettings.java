package io.parkapp.notifications;

import io.parkapp.platform.CannotStart;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Text messages through Twilio; without an account there are none.
///
/// @param from a number of the account, or the name of the sender
/// @param apiUrl Twilio's own, or that of a double for tests
@ConfigurationProperties("parkapp.sms")
record SmsSettings(
        @DefaultValue("") String account,
        @DefaultValue("") String token,
        @DefaultValue("") String from,
        @DefaultValue("https://api.twilio.com") String apiUrl) {
    boolean isSet() {
        return !account.isBlank();
    }

    void check() {
        if (isSet() && (token.isBlank() || from.isBlank())) {
            throw new CannotStart("PARKAPP_TWILIO_ACCOUNT_SID is set, and PARKAPP_TWILIO_AUTH_TOKEN or "
                    + "PARKAPP_TWILIO_FROM is not.");
        }
    }

    @Override
    public String toString() {
        return "SmsSettings";
    }
}
