package io.parkapp.vouchers;

import static io.parkapp.accounts.Permission.TARIFFS_WRITE;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refuses;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/operators/{id}")
@Tag(name = "vouchers")
class CodeController {
    private final Codes codes;

    CodeController(Codes codes) {
        this.codes = codes;
    }

    record MerchantList(List<Merchant> items) {}

    @GetMapping("/merchants")
    @RequiresPermission(TARIFFS_WRITE)
    @Operation(summary = "Merchants who pay for parking, with what they spent this month")
    MerchantList merchants(Caller caller, @PathVariable UUID id) {
        return new MerchantList(codes.merchants(caller, id));
    }

    @PostMapping("/merchants")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission(TARIFFS_WRITE)
    @Idempotent
    @Refuses("NAME_TAKEN")
    @Operation(summary = "Add a merchant")
    Merchant addMerchant(Caller caller, @PathVariable UUID id, @Valid @RequestBody MerchantRequest request) {
        return codes.addMerchant(caller, id, request);
    }

    @PatchMapping("/merchants/{merchantId}")
    @RequiresPermission(TARIFFS_WRITE)
    @Refuses("NAME_TAKEN")
    @Operation(
            summary = "Change a merchant",
            description = "Replaces all of it: what is left out is then empty. The currency stays.")
    Merchant changeMerchant(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID merchantId,
            @Valid @RequestBody MerchantRequest request) {
        return codes.changeMerchant(caller, id, merchantId, request);
    }

    @GetMapping("/codes")
    @RequiresPermission(TARIFFS_WRITE)
    @Operation(summary = "Validations and promo codes, the newest first, with how often they were used")
    Page<Code> codes(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return codes.list(caller, id, limit, cursor);
    }

    @PostMapping("/codes")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission(TARIFFS_WRITE)
    @Idempotent
    @Refuses({"NOT_FOUND", "NAME_TAKEN"})
    @Operation(summary = "Add a merchant's validation, or a promo code")
    Code addCode(Caller caller, @PathVariable UUID id, @Valid @RequestBody CodeRequest request) {
        return codes.add(caller, id, request);
    }

    @PatchMapping("/codes/{codeId}")
    @RequiresPermission(TARIFFS_WRITE)
    @Operation(
            summary = "Change how long, where and how often a code holds",
            description = "Replaces all of it: what is left out has no limit then. What it takes off stays.")
    Code changeCode(
            Caller caller, @PathVariable UUID id, @PathVariable UUID codeId, @Valid @RequestBody CodeChange change) {
        return codes.change(caller, id, codeId, change);
    }
}
