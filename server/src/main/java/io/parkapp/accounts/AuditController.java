package io.parkapp.accounts;

import io.parkapp.platform.Cursor;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "audit", description = "Who did what")
class AuditController {
    private static final int ACTION_LENGTH_MAX = 100;

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/api/audit")
    @RequiresPermission(Permission.AUDIT_READ)
    @Operation(
            summary = "The audit log, the newest first",
            description = "`action` is how the action begins: `lot.` finds everything about lots.")
    Page<AuditEntry> auditEntries(
            Caller caller,
            @RequestParam @Nullable UUID actorId,
            @RequestParam @Nullable UUID subjectId,
            @RequestParam @Nullable @Size(max = ACTION_LENGTH_MAX) String action,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        return trail.entries(caller, actorId, subjectId, action, limit, Cursor.parse(cursor, 1));
    }
}
