package io.parkapp.lots;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.platform.News;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who runs lots here.
@Service
public class Operators {
    /// What people do for an operator, unlike what they do for themselves.
    static final Set<Permission> WORK = Set.of(
            Permission.RESERVATIONS_READ,
            Permission.RESERVATIONS_WRITE,
            Permission.LOTS_WRITE,
            Permission.TARIFFS_WRITE,
            Permission.REPORTS_READ,
            Permission.ACCOUNTS_MANAGE,
            Permission.OPERATORS_MANAGE);

    private final OperatorRepository repository;
    private final OperatorSettings settings;
    private final Audit audit;
    private final News news;
    private final Clock clock;

    Operators(OperatorRepository repository, OperatorSettings settings, Audit audit, News news, Clock clock) {
        this.repository = repository;
        this.settings = settings;
        this.audit = audit;
        this.news = news;
        this.clock = clock;
    }

    /// Those whom the caller may work for, by name.
    @Transactional(readOnly = true)
    public List<Operator> list(Caller caller) {
        return repository.list(workplaces(caller));
    }

    /// For the whole platform only.
    @Transactional
    public Operator create(Caller caller, OperatorRequest request) {
        if (!caller.platformWide().contains(Permission.OPERATORS_MANAGE)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
        var operator = repository.insert(request.checked(), clock.instant());
        audit.record(
                caller.account(),
                operator.id(),
                "operator.created",
                "operator",
                operator.id(),
                Map.of("name", operator.name()));
        return operator;
    }

    @Transactional
    public Operator change(Caller caller, UUID id, OperatorRequest request) {
        caller.requireOrHide(Permission.OPERATORS_MANAGE, id);
        var before = repository.lock(id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        var after = repository.update(id, request.checked());
        var changes = new Changes()
                .add("name", before.name(), after.name())
                .add("legalName", before.legalName(), after.legalName())
                .add("address", before.address(), after.address())
                .add("taxNumber", before.taxNumber(), after.taxNumber())
                .add("supportEmail", before.supportEmail(), after.supportEmail())
                .add("supportPhone", before.supportPhone(), after.supportPhone());
        if (changes.any()) {
            audit.record(caller.account(), id, "operator.changed", "operator", id, changes.asMap());
            news.tell(Lots.OPERATORS_TOPIC, id);
        }
        return after;
    }

    /// The first start makes one, so that an installation for one operator never has to think of it.
    @Transactional
    public void makeFirst() {
        repository.insertFirst(settings.name(), clock.instant());
    }

    /// @return null for all of them
    private static UUID @Nullable [] workplaces(Caller caller) {
        var workplaces = new HashSet<UUID>();
        for (var permission : WORK) {
            var operators = caller.operatorsWith(permission);
            if (operators == null) {
                return null;
            }
            workplaces.addAll(List.of(operators));
        }
        return workplaces.toArray(UUID[]::new);
    }
}
