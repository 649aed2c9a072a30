package io.parkapp.accounts;

import io.parkapp.platform.CannotStart;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Language;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the platform admin that production begins with, where there is none, as the settings name it. Later starts
/// leave it alone, so that the settings can be taken away again.
@Component
@Profile("!demo")
class FirstAdmin implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final String NAME = "Platform admin";

    private final AccountsSettings.FirstAdmin settings;
    private final AccountRepository accounts;
    private final PeopleRepository people;
    private final Passwords passwords;
    private final PasswordStrength strength;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirstAdmin(
            AccountsSettings settings,
            AccountRepository accounts,
            PeopleRepository people,
            Passwords passwords,
            PasswordStrength strength,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings.firstAdmin();
        this.accounts = accounts;
        this.people = people;
        this.passwords = passwords;
        this.strength = strength;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            if (!people.lockPlatformAdmins().isEmpty()) {
                return;
            }
            if (settings.email().isBlank()) {
                LOG.warn("there is no platform admin: set PARKAPP_ADMIN_EMAIL and PARKAPP_ADMIN_PASSWORD, and restart");
                return;
            }
            create();
        });
    }

    private void create() {
        var email = email();
        try {
            strength.require("PARKAPP_ADMIN_PASSWORD", settings.password(), email.text());
        } catch (Refusal weak) {
            throw new CannotStart(
                    "PARKAPP_ADMIN_PASSWORD " + weak.errors().getFirst().message() + ".");
        }
        var now = clock.instant();
        var account = accounts.insert(
                        new PersonName(NAME), email, passwords.hash(settings.password()), Language.ENGLISH, now)
                .orElse(null);
        if (account == null) {
            // Another node may have been first.
            if (people.lockPlatformAdmins().isEmpty()) {
                throw new CannotStart(
                        "PARKAPP_ADMIN_EMAIL belongs to somebody who is no platform admin. " + "Name another address.");
            }
            return;
        }
        accounts.grant(account, Role.DRIVER, null, null, now);
        accounts.grant(account, Role.PLATFORM_ADMIN, null, null, now);
        LOG.info("made the first platform admin, {}", email);
    }

    private EmailAddress email() {
        try {
            return new EmailAddress(settings.email());
        } catch (IllegalArgumentException invalid) {
            throw new CannotStart("PARKAPP_ADMIN_EMAIL " + invalid.getMessage() + ".", invalid);
        }
    }
}
