package io.parkapp.pricing;

import io.parkapp.lots.SpotKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that a price may depend on.
///
/// @param until after `from`
/// @param vehicle a class that the tariff may name; null: none of them
/// @param concessions what the driver has proven, by the names that the tariff uses
/// @param validations discounts that come with this stay, as a shop has given them
/// @param paidAt when it was paid, if it was
/// @param earlier other stays of the same plate in the same car park, in any order
public record Stay(
        Instant from,
        Instant until,
        ZoneId zone,
        @Nullable SpotKind kind,
        @Nullable String vehicle,
        Set<String> concessions,
        List<Tariff.Discount> validations,
        boolean lostTicket,
        @Nullable Instant paidAt,
        List<Earlier> earlier) {
    public Stay {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a stay must end after it begins: " + from + " to " + until);
        }
        concessions = Set.copyOf(concessions);
        validations = List.copyOf(validations);
        earlier = List.copyOf(earlier);
    }

    /// @param paid in the major unit of the currency
    public record Earlier(Instant from, Instant until, BigDecimal paid) {}

    public static Stay of(Instant from, Instant until, ZoneId zone) {
        return new Stay(from, until, zone, null, null, Set.of(), List.of(), false, null, List.of());
    }

    public Stay until(Instant other) {
        return new Stay(from, other, zone, kind, vehicle, concessions, validations, lostTicket, paidAt, earlier);
    }

    public Stay in(@Nullable SpotKind other) {
        return new Stay(from, until, zone, other, vehicle, concessions, validations, lostTicket, paidAt, earlier);
    }

    public Stay with(@Nullable String vehicle, Set<String> concessions) {
        return new Stay(from, until, zone, kind, vehicle, concessions, validations, lostTicket, paidAt, earlier);
    }

    public Stay after(List<Earlier> stays) {
        return new Stay(from, until, zone, kind, vehicle, concessions, validations, lostTicket, paidAt, stays);
    }

    public Stay withLostTicket() {
        return new Stay(from, until, zone, kind, vehicle, concessions, validations, true, paidAt, earlier);
    }
}
