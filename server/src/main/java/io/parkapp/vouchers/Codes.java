package io.parkapp.vouchers;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.audit.Audit;
import io.parkapp.lots.Lots;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import io.parkapp.values.Page;
import io.parkapp.vouchers.Code.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Which merchants an operator works with, and which codes there are.
@Service
class Codes {
    static final int MERCHANTS_MAX = 500;
    private static final long MINUTES_MAX = 400L * 24 * 60;
    private static final long PERCENT_MAX = 100;

    private final CodeRepository repository;
    private final Lots lots;
    private final Audit audit;
    private final Clock clock;

    Codes(CodeRepository repository, Lots lots, Audit audit, Clock clock) {
        this.repository = repository;
        this.lots = lots;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Merchant> merchants(Caller caller, UUID operator) {
        caller.requireOrHide(Permission.TARIFFS_WRITE, operator);
        return repository.merchants(operator, clock.instant(), MERCHANTS_MAX);
    }

    /// @throws Refusal NOT_FOUND, NAME_TAKEN
    @Transactional
    Merchant addMerchant(Caller caller, UUID operator, MerchantRequest request) {
        caller.requireOrHide(Permission.TARIFFS_WRITE, operator);
        requireCurrency(request.currency());
        lots.operator(operator);
        var id = repository
                .insert(operator, request, clock.instant())
                .orElseThrow(() -> new Refusal(VouchersRefusal.NAME_TAKEN));
        record(caller, operator, "merchant.added", "merchant", id, request.name());
        return merchant(operator, id);
    }

    /// @throws Refusal NOT_FOUND, NAME_TAKEN
    @Transactional
    Merchant changeMerchant(Caller caller, UUID operator, UUID id, MerchantRequest request) {
        caller.requireOrHide(Permission.TARIFFS_WRITE, operator);
        merchant(operator, id);
        try {
            repository.change(operator, id, request);
        } catch (DuplicateKeyException taken) {
            throw new Refusal(VouchersRefusal.NAME_TAKEN);
        }
        record(caller, operator, "merchant.changed", "merchant", id, request.name());
        return merchant(operator, id);
    }

    @Transactional(readOnly = true)
    Page<Code> list(Caller caller, UUID operator, int limit, @Nullable String cursor) {
        caller.requireOrHide(Permission.TARIFFS_WRITE, operator);
        var after = Cursor.parse(cursor, 2);
        var rows = repository.codes(
                operator, after == null ? null : after.instant(0), after == null ? null : after.id(1), limit + 1);
        return Page.of(rows, limit, last -> Cursor.after(last.createdAt(), last.id()));
    }

    /// @throws Refusal NOT_FOUND, NAME_TAKEN
    @Transactional
    Code add(Caller caller, UUID operator, CodeRequest request) {
        caller.requireOrHide(Permission.TARIFFS_WRITE, operator);
        check(operator, request);
        requireLots(operator, request.lotIds());
        var code = Code.written(request.code())
                .orElseThrow(() -> Refusal.field("code", "must have 4 to 40 letters A to Z, digits and hyphens"));
        var id = repository
                .insert(operator, code, request, clock.instant())
                .orElseThrow(() -> new Refusal(VouchersRefusal.NAME_TAKEN));
        record(caller, operator, "code.added", "code", id, code);
        return found(operator, id);
    }

    /// @throws Refusal NOT_FOUND
    @Transactional
    Code change(Caller caller, UUID operator, UUID id, CodeChange change) {
        caller.requireOrHide(Permission.TARIFFS_WRITE, operator);
        var code = found(operator, id);
        if (change.validUntil() != null && !change.validUntil().isAfter(code.validFrom())) {
            throw Refusal.field("validUntil", "must be after the start");
        }
        requireLots(operator, change.lotIds());
        repository.change(operator, id, change);
        record(caller, operator, "code.changed", "code", id, code.code());
        return found(operator, id);
    }

    private void check(UUID operator, CodeRequest request) {
        if ((request.kind() == Kind.AMOUNT) != (request.currency() != null)) {
            throw Refusal.field("currency", "belongs to an amount, and only to an amount");
        }
        if (request.currency() != null) {
            requireCurrency(request.currency());
        }
        if (request.kind() == Kind.PERCENT && request.value() > PERCENT_MAX) {
            throw Refusal.field("value", "must be at most " + PERCENT_MAX + " percent");
        }
        if (request.kind() == Kind.MINUTES && request.value() > MINUTES_MAX) {
            throw Refusal.field("value", "must be at most " + MINUTES_MAX + " minutes");
        }
        var from = request.validFrom() == null ? clock.instant() : request.validFrom();
        if (request.validUntil() != null && !request.validUntil().isAfter(from)) {
            throw Refusal.field("validUntil", "must be after the start");
        }
        if (request.merchantId() != null) {
            merchant(operator, request.merchantId());
        }
    }

    private void requireLots(UUID operator, @Nullable List<UUID> ids) {
        if (ids != null
                && !ids.stream().allMatch(each -> lots.get(each).operatorId().equals(operator))) {
            throw Refusal.field("lotIds", "must be lots of the operator");
        }
    }

    private static void requireCurrency(String currency) {
        if (!Money.isCurrency(currency)) {
            throw Refusal.field("currency", "must be an ISO 4217 code");
        }
    }

    private Merchant merchant(UUID operator, UUID id) {
        return repository
                .findMerchant(operator, id, clock.instant())
                .orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    private Code found(UUID operator, UUID id) {
        return repository.findCode(operator, id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    private void record(Caller caller, UUID operator, String action, String type, UUID id, String name) {
        audit.record(caller.account(), operator, action, type, id, Map.of("name", name));
    }
}
