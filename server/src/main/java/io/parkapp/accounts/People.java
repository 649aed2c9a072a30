package io.parkapp.accounts;

import static java.util.stream.Collectors.toSet;

import io.parkapp.audit.Audit;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.LiveStreams;
import io.parkapp.platform.News;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The people, for those who manage them. Whoever manages all accounts sees and changes everybody. Whoever manages an
/// operator's sees those who hold a role of that operator, with these roles only, and may grant and withdraw them; by
/// an exact e-mail address they find anybody, so as to grant them a first role. Renaming, deactivating and erasing
/// concern more than one operator, and are for the platform.
@Service
class People {
    private final PeopleRepository repository;
    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final OperatorNames operatorNames;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final News news;
    private final Clock clock;

    People(
            PeopleRepository repository,
            AccountRepository accounts,
            SessionRepository sessions,
            OperatorNames operatorNames,
            ApplicationEventPublisher events,
            Audit audit,
            News news,
            Clock clock) {
        this.repository = repository;
        this.accounts = accounts;
        this.sessions = sessions;
        this.operatorNames = operatorNames;
        this.events = events;
        this.audit = audit;
        this.news = news;
        this.clock = clock;
    }

    /// A role within a scope, as it is stored.
    record Granted(Role role, @Nullable UUID operatorId) {}

    record Search(
            @Nullable String text,
            @Nullable AccountStatus status,
            @Nullable Role role) {}

    @Transactional(readOnly = true)
    public Page<Account> search(Caller caller, Search search, int limit, @Nullable Cursor after) {
        var scope = scope(caller);
        var rows = repository.search(scope, search, after == null ? null : after.id(0), limit + 1);
        var page = Page.of(rows, limit, each -> Cursor.after(each.id()));
        return new Page<>(complete(scope, page.items()), page.nextCursor());
    }

    @Transactional(readOnly = true)
    public Account get(Caller caller, UUID account) {
        requireVisible(scope(caller), account);
        return read(scope(caller), account);
    }

    @Transactional
    public Account change(Caller caller, UUID account, @Nullable PersonName name, @Nullable AccountStatus status) {
        var now = clock.instant();
        requirePlatform(caller, account);
        var admins = repository.lockPlatformAdmins();
        requireNotErased(account);
        if (name != null && accounts.rename(account, name)) {
            audit.record(caller.account(), null, "account.renamed", "account", account, Map.of());
        }
        if (status == AccountStatus.ERASED) {
            throw Refusal.field("status", "must be ACTIVE or DEACTIVATED; to erase, delete the account");
        }
        if (status == AccountStatus.DEACTIVATED) {
            requireOtherAdmin(admins, account);
        }
        if (status != null && repository.changeStatus(account, status)) {
            var isClosed = status == AccountStatus.DEACTIVATED;
            if (isClosed) {
                sessions.endAll(account, now, "DEACTIVATED");
                news.tell(LiveStreams.ACCESS_TOPIC, account);
            }
            var action = isClosed ? "account.deactivated" : "account.activated";
            audit.record(caller.account(), null, action, "account", account, Map.of());
        }
        return read(null, account);
    }

    /// Takes everything away that tells who it was. Reservations and money stay, without a person. Anybody may erase
    /// themselves.
    @Transactional
    public void erase(Caller caller, UUID account) {
        if (!caller.account().equals(account)) {
            requirePlatform(caller, account);
        }
        var admins = repository.lockPlatformAdmins();
        requireNotErased(account);
        requireOtherAdmin(admins, account);
        repository.erase(account);
        sessions.endAll(account, clock.instant(), "ERASED");
        news.tell(LiveStreams.ACCESS_TOPIC, account);
        audit.record(caller.account(), null, "account.erased", "account", account, Map.of());
        events.publishEvent(new AccountErased(account));
    }

    /// Makes these the grants of the account, as far as the caller's scope reaches; what it holds beyond stays as it
    /// is. Asking for more than the caller could see there, beyond their scope, is refused.
    @Transactional
    public Account changeGrants(Caller caller, UUID account, List<Granted> wanted) {
        var scope = scope(caller);
        var admins = repository.lockPlatformAdmins();
        var current = Set.copyOf(repository.lockGrants(account));
        var visible = current.stream().filter(each -> isVisible(scope, each)).collect(toSet());
        var added = new HashSet<>(wanted);
        added.removeAll(visible);
        if (!added.stream().allMatch(each -> isWithin(scope, each))) {
            throw new Refusal(AccountsRefusal.GRANT_BEYOND_OWN);
        }
        if (added.isEmpty()) {
            requireVisible(scope, account);
        }
        requireNotErased(account);
        requireOperators(added);
        var withdrawn = current.stream().filter(each -> isWithin(scope, each)).collect(toSet());
        withdrawn.removeAll(Set.copyOf(wanted));
        if (withdrawn.contains(new Granted(Role.PLATFORM_ADMIN, null))) {
            requireOtherAdmin(admins, account);
        }
        apply(caller, account, added, withdrawn, clock.instant());
        news.tell(LiveStreams.ACCESS_TOPIC, account);
        return read(scope, account);
    }

    private void apply(Caller caller, UUID account, Set<Granted> added, Set<Granted> withdrawn, Instant now) {
        for (var each : added) {
            accounts.grant(account, each.role(), each.operatorId(), caller.account(), now);
            record(caller, "grant.added", account, each);
        }
        for (var each : withdrawn) {
            repository.withdraw(account, each.role(), each.operatorId());
            record(caller, "grant.withdrawn", account, each);
        }
    }

    private void record(Caller caller, String action, UUID account, Granted granted) {
        audit.record(
                caller.account(), granted.operatorId(), action, "account", account, Map.of("role", granted.role()));
    }

    /// The operators whose people the caller manages; null for everybody.
    private static UUID @Nullable [] scope(Caller caller) {
        return caller.operatorsWith(Permission.ACCOUNTS_MANAGE);
    }

    private static boolean isWithin(UUID @Nullable [] scope, Granted granted) {
        return scope == null || (granted.operatorId() != null && List.of(scope).contains(granted.operatorId()));
    }

    private static boolean isVisible(UUID @Nullable [] scope, Granted granted) {
        return granted.role() == Role.DRIVER || isWithin(scope, granted);
    }

    private void requireVisible(UUID @Nullable [] scope, UUID account) {
        if (!repository.isVisible(scope, account)) {
            throw new Refusal(PlatformRefusal.NOT_FOUND);
        }
    }

    private void requirePlatform(Caller caller, UUID account) {
        requireVisible(scope(caller), account);
        if (!caller.platformWide().contains(Permission.ACCOUNTS_MANAGE)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
    }

    private void requireNotErased(UUID account) {
        var status = repository.lock(account).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        if (status == AccountStatus.ERASED) {
            throw new Refusal(AccountsRefusal.ACCOUNT_ERASED);
        }
    }

    private static void requireOtherAdmin(List<UUID> admins, UUID account) {
        if (admins.equals(List.of(account))) {
            throw new Refusal(AccountsRefusal.LAST_ADMIN);
        }
    }

    private void requireOperators(Set<Granted> grants) {
        var named = grants.stream()
                .map(Granted::operatorId)
                .filter(Objects::nonNull)
                .collect(toSet());
        if (!operatorNames.names(named).keySet().equals(named)) {
            throw Refusal.field("grants", "must name operators that exist");
        }
    }

    private Account read(UUID @Nullable [] scope, UUID account) {
        return complete(scope, repository.read(account)).getFirst();
    }

    /// Adds what the caller may see beyond the person: roles of their scope; vehicles to the platform only.
    private List<Account> complete(UUID @Nullable [] scope, List<Account> people) {
        var ids = people.stream().map(Account::id).toArray(UUID[]::new);
        var grants = repository.grants(ids);
        var vehicles = scope == null ? repository.vehicles(ids) : Map.<UUID, List<Vehicle>>of();
        var operators = grants.values().stream()
                .flatMap(List::stream)
                .filter(each -> isVisible(scope, each))
                .flatMap(each -> Stream.ofNullable(each.operatorId()))
                .collect(toSet());
        var names = operatorNames.names(operators);
        return people.stream()
                .map(each -> each.with(
                        grants.getOrDefault(each.id(), List.of()).stream()
                                .filter(granted -> isVisible(scope, granted))
                                .map(granted -> grant(granted, names))
                                .toList(),
                        vehicles.getOrDefault(each.id(), List.of())))
                .toList();
    }

    private static Grant grant(Granted granted, Map<UUID, String> names) {
        var operator = granted.operatorId();
        return new Grant(granted.role(), operator, operator == null ? null : names.get(operator));
    }
}
