package io.parkapp.accounts;

import io.parkapp.accounts.People.Granted;
import io.parkapp.accounts.People.Search;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/accounts")
@Tag(name = "accounts", description = "People, their roles, and closing their accounts")
class AccountController {
    static final int SEARCH_LENGTH_MAX = 254;
    static final int GRANTS_MAX = 100;

    private final People people;

    AccountController(People people) {
        this.people = people;
    }

    record AccountChange(
            @Schema(example = "Uma Driver") @Nullable PersonName name,
            @Schema(example = "DEACTIVATED") @Nullable AccountStatus status) {}

    record GrantRequest(@NotNull Role role, @Nullable UUID operatorId) {
        Granted granted() {
            if (role.isOfOperator() != (operatorId != null)) {
                throw Refusal.field(
                        "grants", role.isOfOperator() ? role + " must name its operator" : role + " is of no operator");
            }
            return new Granted(role, operatorId);
        }
    }

    record GrantsRequest(@NotNull @Size(max = GRANTS_MAX) List<@NotNull @Valid GrantRequest> grants) {}

    @GetMapping
    @RequiresPermission(Permission.ACCOUNTS_MANAGE)
    @Operation(
            summary = "Search people by name or e-mail address",
            description =
                    "Whoever manages one operator's people sees these, and anybody whose whole address they type.")
    Page<Account> accounts(
            Caller caller,
            @RequestParam @Nullable @Size(max = SEARCH_LENGTH_MAX) String q,
            @RequestParam @Nullable AccountStatus status,
            @RequestParam @Nullable Role role,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        var text = q == null ? null : q.strip();
        return people.search(caller, new Search(text, status, role), limit, Cursor.parse(cursor, 1));
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permission.ACCOUNTS_MANAGE)
    @Operation(summary = "One person")
    Account account(Caller caller, @PathVariable UUID id) {
        return people.get(caller, id);
    }

    @PatchMapping("/{id}")
    @RequiresPermission(Permission.ACCOUNTS_MANAGE)
    @Refuses({"LAST_ADMIN", "ACCOUNT_ERASED"})
    @Operation(summary = "Rename, deactivate or activate", description = "Deactivating ends all sessions at once.")
    Account changeAccount(Caller caller, @PathVariable UUID id, @Valid @RequestBody AccountChange change) {
        return people.change(caller, id, change.name(), change.status());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission(Permission.ACCOUNTS_MANAGE)
    @Refuses({"LAST_ADMIN", "ACCOUNT_ERASED"})
    @Operation(summary = "Erase a person", description = "Reservations and money stay, without a person.")
    void eraseAccount(Caller caller, @PathVariable UUID id) {
        people.erase(caller, id);
    }

    @PutMapping("/{id}/grants")
    @RequiresPermission(Permission.ACCOUNTS_MANAGE)
    @Refuses({"GRANT_BEYOND_OWN", "LAST_ADMIN", "ACCOUNT_ERASED"})
    @Operation(
            summary = "Grant and withdraw roles",
            description = "Within the caller's own scope; grants beyond it stay as they are.")
    Account changeGrants(Caller caller, @PathVariable UUID id, @Valid @RequestBody GrantsRequest request) {
        return people.changeGrants(
                caller, id, request.grants().stream().map(GrantRequest::granted).toList());
    }
}
