package io.parkapp.accounts;

import io.parkapp.accounts.CurrentUser.OperatorRef;
import io.parkapp.audit.Audit;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Language;
import io.parkapp.values.Plate;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people do with their own account.
@Service
public class Accounts {
    private final AccountRepository repository;
    private final SessionRepository sessions;
    private final OperatorNames operatorNames;
    private final Audit audit;
    private final Clock clock;

    Accounts(
            AccountRepository repository,
            SessionRepository sessions,
            OperatorNames operatorNames,
            Audit audit,
            Clock clock) {
        this.repository = repository;
        this.sessions = sessions;
        this.operatorNames = operatorNames;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public CurrentUser me(Caller caller) {
        var profile = repository.profile(caller.account());
        var permissions = new TreeSet<String>();
        Stream.concat(Stream.of(caller.platformWide()), caller.byOperator().values().stream())
                .flatMap(Set::stream)
                .map(Permission::text)
                .forEach(permissions::add);
        var operators = operatorNames.names(caller.byOperator().keySet()).entrySet().stream()
                .map(each -> new OperatorRef(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(OperatorRef::name))
                .toList();
        return new CurrentUser(
                profile.id(),
                profile.name(),
                profile.email(),
                profile.emailConfirmed(),
                profile.language(),
                List.copyOf(permissions),
                operators);
    }

    /// What this person may do now, for work in the background that they asked for earlier. Empty where they may not
    /// sign in any more.
    @Transactional(readOnly = true)
    public Optional<Caller> inBackground(UUID account) {
        return sessions.caller(account);
    }

    @Transactional(readOnly = true)
    public Optional<UUID> idByEmail(EmailAddress email) {
        return repository.idByEmail(email);
    }

    /// @param name null, like the language, to leave it as it is
    @Transactional
    public CurrentUser change(Caller caller, @Nullable PersonName name, @Nullable Language language) {
        var account = caller.account();
        if (name != null && repository.rename(account, name)) {
            audit.record(account, null, "account.renamed", "account", account, Map.of());
        }
        if (language != null && repository.choose(account, language)) {
            audit.record(
                    account, null, "account.language-chosen", "account", account, Map.of("language", language.tag()));
        }
        return me(caller);
    }

    @Transactional(readOnly = true)
    public List<Vehicle> vehicles(Caller caller) {
        return repository.vehicles(caller.account());
    }

    @Transactional
    public Vehicle addVehicle(Caller caller, Plate plate, @Nullable String name) {
        if (repository.countVehicles(caller.account()) >= Vehicle.PER_ACCOUNT_MAX) {
            throw new Refusal(AccountsRefusal.TOO_MANY_VEHICLES);
        }
        var vehicle = repository
                .insertVehicle(caller.account(), plate, name, clock.instant())
                .orElseThrow(() -> new Refusal(AccountsRefusal.VEHICLE_EXISTS));
        audit.record(caller.account(), null, "vehicle.added", "account", caller.account(), Map.of());
        return vehicle;
    }

    @Transactional
    public void removeVehicle(Caller caller, UUID vehicle) {
        if (!repository.deleteVehicle(caller.account(), vehicle)) {
            throw new Refusal(PlatformRefusal.NOT_FOUND);
        }
        audit.record(caller.account(), null, "vehicle.removed", "account", caller.account(), Map.of());
    }
}
