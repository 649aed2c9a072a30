package io.parkapp.lots;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.Idempotent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/operators")
@Tag(name = "operators")
class OperatorController {
    private final Operators operators;

    OperatorController(Operators operators) {
        this.operators = operators;
    }

    @GetMapping
    @RequiresPermission({
        Permission.RESERVATIONS_READ,
        Permission.RESERVATIONS_WRITE,
        Permission.LOTS_WRITE,
        Permission.TARIFFS_WRITE,
        Permission.REPORTS_READ,
        Permission.ACCOUNTS_MANAGE,
        Permission.OPERATORS_MANAGE
    })
    @Operation(summary = "The operators whom the caller may work for")
    OperatorList operators(Caller caller) {
        return new OperatorList(operators.list(caller));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    @RequiresPermission(Permission.OPERATORS_MANAGE)
    @Operation(summary = "Add an operator")
    Operator createOperator(Caller caller, @Valid @RequestBody OperatorRequest request) {
        return operators.create(caller, request);
    }

    @PatchMapping("/{id}")
    @RequiresPermission(Permission.OPERATORS_MANAGE)
    @Operation(summary = "Change an operator", description = "Replaces all of it: what is left out is then empty.")
    Operator changeOperator(Caller caller, @PathVariable UUID id, @Valid @RequestBody OperatorRequest request) {
        return operators.change(caller, id, request);
    }
}
