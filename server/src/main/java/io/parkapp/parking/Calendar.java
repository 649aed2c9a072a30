package io.parkapp.parking;

import static java.util.stream.Collectors.toSet;

import io.parkapp.lots.KindCount;
import io.parkapp.lots.SpotKind;
import io.parkapp.values.TimeWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All live reservations of a lot, from which it can be told without the database which spots are taken when. Times
/// that pass by themselves, as the end of a hold, are looked at when it is asked.
///
/// @param claims none where there are more than are worth remembering
record Calendar(boolean complete, List<Claim> claims) {
    /// There are very many of these in memory, and of most nothing more than the claim needs to be known. All times are
    /// in microseconds, as the database keeps them.
    ///
    /// @param kind of the spot; null while it is out of service
    /// @param from of the claim; it may begin before the stay that was asked for
    /// @param due when the stay of a car that is inside was to end; null for those that are not
    record Claim(
            UUID spot,
            @Nullable SpotKind kind,
            long from,
            long until,
            @Nullable Long holdUntil,
            @Nullable Long due) {
        static Claim of(
                UUID spot,
                @Nullable SpotKind kind,
                Instant from,
                Instant until,
                @Nullable Instant holdUntil,
                @Nullable Instant due) {
            return new Claim(
                    spot,
                    kind,
                    micros(from),
                    micros(until),
                    holdUntil == null ? null : micros(holdUntil),
                    due == null ? null : micros(due));
        }

        boolean overlaps(long start, long end, long now) {
            return from < end && start < until && (holdUntil == null || holdUntil > now);
        }

        boolean overstays(long now) {
            return due != null && due <= now;
        }
    }

    /// As [ReservationRepository#TAKEN] has it.
    Set<UUID> taken(TimeWindow window, Instant now) {
        return claimed(window, now).map(Claim::spot).collect(toSet());
    }

    /// How many spots are free of those in service.
    ///
    /// @param all spots in service
    Map<SpotKind, KindCount> count(Map<SpotKind, Integer> all, TimeWindow window, Instant now) {
        var seen = new HashSet<UUID>();
        var taken = new EnumMap<SpotKind, Integer>(SpotKind.class);
        claimed(window, now).forEach(each -> {
            if (each.kind() != null && seen.add(each.spot())) {
                taken.merge(each.kind(), 1, Integer::sum);
            }
        });
        var counts = new EnumMap<SpotKind, KindCount>(SpotKind.class);
        all.forEach((kind, total) ->
                counts.put(kind, new KindCount(kind, total, Math.max(0, total - taken.getOrDefault(kind, 0)))));
        return counts;
    }

    private Stream<Claim> claimed(TimeWindow window, Instant now) {
        var from = micros(window.from());
        var until = micros(window.until());
        var at = micros(now);
        var shadowed = window.from().isBefore(now.plus(ReservationRepository.OVERSTAY_SHADOW));
        return claims.stream().filter(each -> each.overlaps(from, until, at) || (shadowed && each.overstays(at)));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
