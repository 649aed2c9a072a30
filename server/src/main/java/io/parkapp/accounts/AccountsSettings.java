package io.parkapp.accounts;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an installation may set about its accounts.
@ConfigurationProperties("parkapp.accounts")
record AccountsSettings(
        @DefaultValue FirstAdmin firstAdmin, @DefaultValue Limits limits) {
    /// The platform admin that a first start makes where there is none; both empty to make none.
    record FirstAdmin(
            @DefaultValue("") String email,
            @DefaultValue("") String password) {}

    /// The usual ones suit people. Load tests from one machine need more.
    ///
    /// @param signInsPerAddress failed ones, in [SignInLimits#PERIOD]
    /// @param signInsPerAccount failed ones from unfamiliar addresses, in [SignInLimits#PERIOD]
    /// @param registrationsPerAddress in [SignInLimits#REGISTRATION_PERIOD]
    record Limits(
            @DefaultValue("" + SignInLimits.PER_ADDRESS) int signInsPerAddress,
            @DefaultValue("" + SignInLimits.PER_ACCOUNT) int signInsPerAccount,

            @DefaultValue("" + SignInLimits.REGISTRATIONS_PER_ADDRESS)
            int registrationsPerAddress) {}
}
