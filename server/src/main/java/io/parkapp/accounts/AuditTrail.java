package io.parkapp.accounts;

import io.parkapp.platform.Cursor;
import io.parkapp.values.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reads what [io.parkapp.audit.Audit] wrote down, and says who it was. It lives here, and not there, because names do.
@Service
class AuditTrail {
    private final AuditTrailRepository repository;

    AuditTrail(AuditTrailRepository repository) {
        this.repository = repository;
    }

    /// Of the operators whose log the caller may read; what concerns none of them is for the platform.
    @Transactional(readOnly = true)
    public Page<AuditEntry> entries(
            Caller caller,
            @Nullable UUID actor,
            @Nullable UUID subject,
            @Nullable String action,
            int limit,
            @Nullable Cursor after) {
        var operators = caller.operatorsWith(Permission.AUDIT_READ);
        var before = after == null ? null : after.id(0);
        var rows = repository.list(operators, actor, subject, action, before, limit + 1);
        return Page.of(rows, limit, each -> Cursor.after(each.id()));
    }
}
