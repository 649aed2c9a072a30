package io.parkapp.lots;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.values.GeoPosition;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Operators, callers and lots for tests.
public final class Places {
    public static final GeoPosition BENGALURU = new GeoPosition(12.9716, 77.5946);

    private Places() {}

    public static Caller platformAdmin() {
        return new Caller(UUID.randomUUID(), UUID.randomUUID(), EnumSet.allOf(Permission.class), Map.of());
    }

    public static Caller adminOf(Operator operator) {
        return new Caller(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Set.of(),
                Map.of(operator.id(), EnumSet.complementOf(EnumSet.of(Permission.OPERATORS_MANAGE))));
    }

    public static Operator operator(Operators operators, String name) {
        return operators.create(platformAdmin(), new OperatorRequest(name, null, null, null, null, null));
    }

    public static SpotRange range(String prefix, int first, int last, SpotKind kind) {
        return new SpotRange(prefix, first, last, kind);
    }

    /// One level "Ground" with `A-1` to `A-10`, always open.
    public static LotRequest lot(String name) {
        return lot(name, List.of(new LevelPlan("Ground", List.of(range("A-", 1, 10, SpotKind.STANDARD)))));
    }

    public static LotRequest lot(String name, List<LevelPlan> levels) {
        return new LotRequest(
                null,
                name,
                "12 Church Street",
                "Bengaluru",
                "560001",
                BENGALURU,
                "Asia/Kolkata",
                "INR",
                null,
                null,
                PaymentPolicy.PAY_WHEN_RESERVING,
                null,
                null,
                levels);
    }

    public static LotRequest at(LotRequest lot, String address, String city, String pinCode, GeoPosition position) {
        return new LotRequest(
                lot.operatorId(),
                lot.name(),
                address,
                city,
                pinCode,
                position,
                lot.timeZone(),
                lot.currency(),
                lot.openingHours(),
                lot.entryNotes(),
                lot.paymentPolicy(),
                lot.cancellation(),
                lot.noShowAfterMinutes(),
                lot.levels());
    }

    public static LotRequest in(
            LotRequest lot, String timeZone, String currency, @Nullable List<OpeningHours> openingHours) {
        return new LotRequest(
                lot.operatorId(),
                lot.name(),
                lot.address(),
                lot.city(),
                lot.pinCode(),
                lot.position(),
                timeZone,
                currency,
                openingHours,
                lot.entryNotes(),
                lot.paymentPolicy(),
                lot.cancellation(),
                lot.noShowAfterMinutes(),
                lot.levels());
    }

    static LotRequest cancelled(LotRequest lot, CancellationPolicy cancellation) {
        return new LotRequest(
                lot.operatorId(),
                lot.name(),
                lot.address(),
                lot.city(),
                lot.pinCode(),
                lot.position(),
                lot.timeZone(),
                lot.currency(),
                lot.openingHours(),
                lot.entryNotes(),
                lot.paymentPolicy(),
                cancellation,
                lot.noShowAfterMinutes(),
                lot.levels());
    }

    static LotChange renamed(String name) {
        return new LotChange(name, null, null, null, null, null, null, null, null, null, null, null);
    }

    static LotChange archived(boolean archived) {
        return new LotChange(null, null, null, null, null, null, null, null, null, null, null, archived);
    }
}
