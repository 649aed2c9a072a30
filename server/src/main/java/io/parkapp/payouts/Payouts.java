package io.parkapp.payouts;

import static io.parkapp.accounts.Permission.REPORTS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reads what was paid out, and what should have been.
@Service
class Payouts {
    /// Of lines that differ, and of what is missing.
    static final int SHOWN_MAX = 100;
    /// Providers pay out roughly in the order in which they took, whether each day or each month.
    static final Duration OUT_OF_ORDER_MAX = Duration.ofDays(7);
    /// After that, every provider has paid out what it took, or has stopped paying.
    static final Duration PAID_OUT_WITHIN = Duration.ofDays(45);
    /// What is older was looked at, or will not be.
    static final Duration MISSED_FOR = Duration.ofDays(90);

    private final PayoutRepository repository;
    private final Clock clock;

    Payouts(PayoutRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /// CHARGE: money taken. REFUND: given back. DISPUTE: held back, or returned. OTHER: none of ours.
    @Schema(name = "PayoutLineKind")
    enum Kind {
        CHARGE,
        REFUND,
        DISPUTE,
        OTHER
    }

    /// MATCHED: as ours. DIFFERENT: another amount, or named before. UNKNOWN: none of ours.
    @Schema(name = "PayoutLineState")
    enum State {
        MATCHED,
        DIFFERENT,
        UNKNOWN
    }

    /// @param providerRef the provider's own name for the movement
    /// @param expected by our own rows; absent where we have none in this currency
    @Schema(name = "PayoutLine")
    record Line(
            @Schema(example = "txn_1PgafyB7WZ01zgkWDqTeYj24")
            String providerRef,

            Kind kind,
            State state,
            @Nullable UUID reservationId,
            @Schema(example = "P100042") @Nullable String reservationNumber,
            @Nullable Money expected,
            Money amount,
            Money fee,
            Instant at) {}

    /// @param differing the lines that do not agree
    record PayoutDetail(PayoutAnswer payout, List<Line> differing) {}

    /// @param sourceId of the charge or refund
    /// @param amount below zero for a refund
    @Schema(name = "MissingPayout")
    record Missing(
            @Schema(example = "stripe") String provider,
            Kind kind,
            UUID sourceId,
            UUID reservationId,
            @Schema(example = "P100042") @Nullable String reservationNumber,
            Money amount,
            Instant at) {}

    /// @param more whether there are others, later ones
    @Schema(name = "MissingPayouts")
    record MissingList(List<Missing> items, boolean more) {}

    @Transactional(readOnly = true)
    public Page<PayoutAnswer> list(Caller caller, UUID operator, int limit, @Nullable String cursor) {
        caller.requireOrHide(REPORTS_READ, operator);
        var after = Cursor.parse(cursor, 2);
        var rows = repository.list(
                operator,
                readsAll(caller),
                after == null ? null : after.instant(0),
                after == null ? null : after.id(1),
                limit + 1);
        return Page.of(rows, limit, last -> Cursor.after(last.paidAt(), last.id()));
    }

    /// @throws Refusal NOT_FOUND
    @Transactional(readOnly = true)
    public PayoutDetail get(Caller caller, UUID operator, UUID payout) {
        caller.requireOrHide(REPORTS_READ, operator);
        var all = readsAll(caller);
        var found = repository.find(operator, all, payout).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        return new PayoutDetail(
                found, found.agrees() ? List.of() : repository.differing(operator, all, payout, SHOWN_MAX));
    }

    @Transactional(readOnly = true)
    public MissingList missing(Caller caller, UUID operator) {
        caller.requireOrHide(REPORTS_READ, operator);
        var now = clock.instant();
        var rows = repository.missing(
                operator, now.minus(MISSED_FOR), OUT_OF_ORDER_MAX, now.minus(PAID_OUT_WITHIN), SHOWN_MAX + 1);
        return new MissingList(rows.stream().limit(SHOWN_MAX).toList(), rows.size() > SHOWN_MAX);
    }

    /// What is nobody's, they may see.
    private static boolean readsAll(Caller caller) {
        return caller.operatorsWith(REPORTS_READ) == null;
    }
}
