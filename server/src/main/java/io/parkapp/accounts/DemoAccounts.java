package io.parkapp.accounts;

import io.parkapp.platform.Announcement;
import io.parkapp.values.Plate;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The two accounts that everybody knows, for trying out. Their passwords would be refused to anybody else; production
/// refuses to start where they exist.
@Component
@Profile("demo")
public class DemoAccounts implements SmartInitializingSingleton {
    public static final EmailAddress ADMIN = new EmailAddress("admin@parkapp.com");
    public static final EmailAddress DRIVER = new EmailAddress("user@parkapp.com");
    static final String ADMIN_PASSWORD = "admin123";
    static final String DRIVER_PASSWORD = "user123";

    private record DemoVehicle(String plate, String name) {}

    private static final List<DemoVehicle> VEHICLES =
            List.of(new DemoVehicle("B-UM 2024", "The red one"), new DemoVehicle("B-EV 77E", "The electric one"));

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Announcement announcement;

    DemoAccounts(
            AccountRepository accounts,
            Passwords passwords,
            TransactionTemplate transaction,
            Clock clock,
            Announcement announcement) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.transaction = transaction;
        this.clock = clock;
        this.announcement = announcement;
    }

    /// Before the first request, and before any runner that fills the demo city.
    @Override
    public void afterSingletonsInstantiated() {
        create(ADMIN, "Ada Admin", ADMIN_PASSWORD, Role.PLATFORM_ADMIN, List.of());
        create(DRIVER, "Uma Driver", DRIVER_PASSWORD, Role.DRIVER, VEHICLES);
        announcement.add(
                "demo accounts: %s / %s and %s / %s".formatted(ADMIN, ADMIN_PASSWORD, DRIVER, DRIVER_PASSWORD));
    }

    private void create(EmailAddress email, String name, String password, Role role, List<DemoVehicle> vehicles) {
        if (accounts.idByEmail(email).isPresent()) {
            return;
        }
        var hash = passwords.hash(password);
        transaction.executeWithoutResult(status -> {
            var now = clock.instant();
            accounts.insert(new PersonName(name), email, hash, now).ifPresent(account -> {
                accounts.grant(account, Role.DRIVER, null, null, now);
                accounts.grant(account, role, null, null, now);
                vehicles.forEach(each -> accounts.insertVehicle(account, new Plate(each.plate()), each.name(), now));
            });
        });
    }
}
