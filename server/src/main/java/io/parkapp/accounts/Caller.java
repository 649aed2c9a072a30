package io.parkapp.accounts;

import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who asks, as a controller's parameter. Read anew from the database for each request, so that what is withdrawn is
/// gone at once.
///
/// @param platformWide permissions held everywhere
/// @param byOperator permissions held for one operator's things
public record Caller(UUID account, UUID session, Set<Permission> platformWide, Map<UUID, Set<Permission>> byOperator) {
    /// In the background, where nobody has signed in for what somebody asked for earlier.
    static final UUID NO_SESSION = new UUID(0, 0);

    /// Somewhere, at least: whether a door is worth knocking at.
    public boolean mayAnywhere(Permission permission) {
        return platformWide.contains(permission)
                || byOperator.values().stream().anyMatch(each -> each.contains(permission));
    }

    public boolean may(Permission permission, UUID operator) {
        return platformWide.contains(permission)
                || byOperator.getOrDefault(operator, Set.of()).contains(permission);
    }

    /// Refuses like something that does not exist: who may not change it may not learn of it either.
    public void requireOrHide(Permission permission, UUID operator) {
        if (!may(permission, operator)) {
            throw new Refusal(PlatformRefusal.NOT_FOUND);
        }
    }

    /// The operators whose things this permission covers, for the `where` of a list; null means all of them.
    public UUID @Nullable [] operatorsWith(Permission permission) {
        if (platformWide.contains(permission)) {
            return null;
        }
        return byOperator.entrySet().stream()
                .filter(each -> each.getValue().contains(permission))
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
    }
}
