package io.parkapp.accounts;

import java.util.EnumSet;
import java.util.Set;

/// What somebody is to us: a name for a set of permissions, granted within a scope.
public enum Role {
    /// Over one's own things. Whoever registers is one.
    DRIVER(false, EnumSet.of(Permission.RESERVATIONS_OWN)),
    /// Helps at the barriers of one operator's lots.
    ATTENDANT(true, EnumSet.of(Permission.RESERVATIONS_READ, Permission.RESERVATIONS_WRITE, Permission.CASH_TAKE)),
    /// Runs one operator's lots, and grants the roles of this operator.
    OPERATOR_ADMIN(
            true,
            EnumSet.of(
                    Permission.RESERVATIONS_READ,
                    Permission.RESERVATIONS_WRITE,
                    Permission.REFUNDS_WRITE,
                    Permission.CASH_TAKE,
                    Permission.LOTS_WRITE,
                    Permission.TARIFFS_WRITE,
                    Permission.REPORTS_READ,
                    Permission.AUDIT_READ,
                    Permission.ACCOUNTS_MANAGE)),
    PLATFORM_ADMIN(false, EnumSet.allOf(Permission.class));

    private final boolean ofOperator;

    @SuppressWarnings("ImmutableEnumChecker") // It is: Set.copyOf.
    private final Set<Permission> permissions;

    Role(boolean ofOperator, Set<Permission> permissions) {
        this.ofOperator = ofOperator;
        this.permissions = Set.copyOf(permissions);
    }

    /// Whether a grant of it names an operator.
    public boolean isOfOperator() {
        return ofOperator;
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
