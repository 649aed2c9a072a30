package io.parkapp.parking;

import static java.util.stream.Collectors.toSet;

import io.parkapp.lots.KindCount;
import io.parkapp.lots.SpotKind;
import io.parkapp.values.TimeWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All live reservations of a lot, from which it can be told without the database which spots are taken when. Times
/// that pass by themselves, as the end of a hold, are looked at when it is asked.
///
/// There are very many claims in memory, and objects would take twice as much of it as what they say. So the claims are
/// kept in columns: a claim has the same place in each. Times are in microseconds, as the database keeps them.
///
/// @param complete false where there are more claims than are worth remembering; then none is kept
/// @param spots the first and the second half of each spot's id
/// @param kinds of the spots; null while one is out of service
/// @param from of the claims; one may begin before the stay that was asked for
/// @param heldUntil [#NEVER] for a claim that is no hold
/// @param due when the stay of a car that is inside was to end; [#NEVER] for a car that is not
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Calendar(
        boolean complete,
        long[][] spots,
        @Nullable SpotKind[] kinds,
        long[] from,
        long[] until,
        long[] heldUntil,
        long[] due) {
    private static final long NEVER = Long.MAX_VALUE;

    /// What a calendar takes of the memory, beside its claims and for each of them.
    private static final int BYTES = 200;

    private static final int CLAIM_BYTES = 6 * Long.BYTES + 4;

    /// One claim as it is read.
    ///
    /// @param kind of the spot; null while it is out of service
    record Claim(
            UUID spot,
            @Nullable SpotKind kind,
            Instant from,
            Instant until,
            @Nullable Instant holdUntil,
            @Nullable Instant due) {}

    static Calendar of(Collection<Claim> claims) {
        return new Calendar(
                true,
                new long[][] {
                    column(claims, each -> each.spot().getMostSignificantBits()),
                    column(claims, each -> each.spot().getLeastSignificantBits())
                },
                claims.stream().map(Claim::kind).toArray(SpotKind[]::new),
                column(claims, each -> micros(each.from())),
                column(claims, each -> micros(each.until())),
                column(claims, each -> microsOrNever(each.holdUntil())),
                column(claims, each -> microsOrNever(each.due())));
    }

    static Calendar incomplete() {
        var none = new long[0];
        return new Calendar(false, new long[][] {none, none}, new SpotKind[0], none, none, none, none);
    }

    /// In memory.
    int bytes() {
        return BYTES + CLAIM_BYTES * kinds.length;
    }

    /// As [ReservationRepository#TAKEN] has it.
    Set<UUID> taken(TimeWindow window, Instant now) {
        return claimed(window, now).mapToObj(this::spot).collect(toSet());
    }

    /// How many spots are free of those in service.
    ///
    /// @param all spots in service
    Map<SpotKind, KindCount> count(Map<SpotKind, Integer> all, TimeWindow window, Instant now) {
        var seen = new HashSet<UUID>();
        var taken = new EnumMap<SpotKind, Integer>(SpotKind.class);
        claimed(window, now).forEach(place -> {
            var kind = kinds[place];
            if (kind != null && seen.add(spot(place))) {
                taken.merge(kind, 1, Integer::sum);
            }
        });
        var counts = new EnumMap<SpotKind, KindCount>(SpotKind.class);
        all.forEach((kind, total) ->
                counts.put(kind, new KindCount(kind, total, Math.max(0, total - taken.getOrDefault(kind, 0)))));
        return counts;
    }

    /// Places of claims.
    private IntStream claimed(TimeWindow window, Instant now) {
        var start = micros(window.from());
        var end = micros(window.until());
        var at = micros(now);
        var shadowed = window.from().isBefore(now.plus(ReservationRepository.OVERSTAY_SHADOW));
        return IntStream.range(0, kinds.length)
                .filter(place -> (from[place] < end && start < until[place] && heldUntil[place] > at)
                        || (shadowed && due[place] <= at));
    }

    private UUID spot(int place) {
        return new UUID(spots[0][place], spots[1][place]);
    }

    private static long[] column(Collection<Claim> claims, ToLongFunction<Claim> value) {
        return claims.stream().mapToLong(value).toArray();
    }

    private static long microsOrNever(@Nullable Instant time) {
        return time == null ? NEVER : micros(time);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
