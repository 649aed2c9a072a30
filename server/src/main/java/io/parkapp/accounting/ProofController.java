package io.parkapp.accounting;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/operators/{id}/proofs")
@Tag(name = "accounting")
class ProofController {
    private final Proofs proofs;

    ProofController(Proofs proofs) {
        this.proofs = proofs;
    }

    @Schema(name = "ProofOfDay")
    record ProofOfDay(LocalDate day, boolean green, Instant provedAt) {}

    @GetMapping
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(summary = "Which days added up, the newest first", description = "Each is proved once it is over.")
    Page<ProofOfDay> proofs(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam @Nullable Boolean green,
            @RequestParam(defaultValue = "31") @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        return proofs.list(caller, id, green, limit, cursor)
                .map(each -> new ProofOfDay(each.day(), each.green(), each.provedAt()));
    }

    @GetMapping("/{day}")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(
            summary = "Whether a day adds up, as things are now",
            description = "Cars, what is owed, what was paid, the ledger: green, or the rows that differ.")
    Proof proof(Caller caller, @PathVariable UUID id, @PathVariable LocalDate day) {
        return proofs.prove(caller, id, day);
    }
}
