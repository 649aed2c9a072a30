package io.parkapp.accounts;

import io.parkapp.platform.Announcement;
import io.parkapp.values.Language;
import io.parkapp.values.Plate;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The accounts that everybody knows, for trying out. Their passwords would be refused to anybody else; production
/// refuses to start where they exist.
@Component
@Profile("demo")
public class DemoAccounts implements SmartInitializingSingleton {
    public static final EmailAddress ADMIN = new EmailAddress("admin@parkapp.com");
    public static final EmailAddress DRIVER = new EmailAddress("user@parkapp.com");
    static final EmailAddress OPERATOR_ADMIN = new EmailAddress("operator@parkapp.com");
    static final EmailAddress ATTENDANT = new EmailAddress("attendant@parkapp.com");
    static final String ADMIN_PASSWORD = "admin123";
    static final String DRIVER_PASSWORD = "user123";
    static final String OPERATOR_ADMIN_PASSWORD = "operator123";
    static final String ATTENDANT_PASSWORD = "attendant123";

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

    /// Before the first request.
    @Override
    public void afterSingletonsInstantiated() {
        create();
        announcement.add(
                "demo accounts: %s / %s and %s / %s".formatted(ADMIN, ADMIN_PASSWORD, DRIVER, DRIVER_PASSWORD));
    }

    /// Those that are not there yet.
    public void create() {
        create(ADMIN, "Ada Admin", ADMIN_PASSWORD, Role.PLATFORM_ADMIN, null, List.of());
        create(DRIVER, "Uma Driver", DRIVER_PASSWORD, Role.DRIVER, null, VEHICLES);
    }

    /// Somebody who runs this operator's lots, and somebody at the barrier.
    public void createStaff(UUID operator) {
        create(OPERATOR_ADMIN, "Otto Operator", OPERATOR_ADMIN_PASSWORD, Role.OPERATOR_ADMIN, operator, List.of());
        create(ATTENDANT, "Anna Attendant", ATTENDANT_PASSWORD, Role.ATTENDANT, operator, List.of());
    }

    public void announceStaff() {
        announcement.add("who work for the first operator: %s / %s and %s / %s"
                .formatted(OPERATOR_ADMIN, OPERATOR_ADMIN_PASSWORD, ATTENDANT, ATTENDANT_PASSWORD));
    }

    public UUID id(EmailAddress email) {
        return accounts.idByEmail(email).orElseThrow();
    }

    private void create(
            EmailAddress email,
            String name,
            String password,
            Role role,
            @Nullable UUID operator,
            List<DemoVehicle> vehicles) {
        if (accounts.idByEmail(email).isPresent()) {
            return;
        }
        var hash = passwords.hash(password);
        transaction.executeWithoutResult(status -> {
            var now = clock.instant();
            accounts.insert(new PersonName(name), email, hash, Language.ENGLISH, now)
                    .ifPresent(account -> {
                        accounts.grant(account, Role.DRIVER, null, null, now);
                        accounts.grant(account, role, operator, null, now);
                        vehicles.forEach(
                                each -> accounts.insertVehicle(account, new Plate(each.plate()), each.name(), now));
                    });
        });
    }
}
