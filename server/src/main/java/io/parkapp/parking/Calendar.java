package io.parkapp.parking;

import io.parkapp.values.TimeWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All live reservations of a lot, from which it can be told without the database which spots are taken when. Times
/// that
/// pass by themselves, as the end of a hold, are looked at when it is asked.
///
/// @param claims none where there are more than are worth remembering
record Calendar(boolean complete, List<Claim> claims) {
    private static final long NEVER = Long.MAX_VALUE;

    /// All times in microseconds, as the database keeps them: there are very many of these in memory.
    ///
    /// @param from of the claim; it may begin before the stay that was asked for
    /// @param due when the stay was to end
    /// @param holdUntil [#NEVER] ends what is not a hold
    record Claim(UUID spot, long from, long until, long due, boolean inside, long holdUntil) {
        static Claim of(
                UUID spot, Instant from, Instant until, Instant due, boolean inside, @Nullable Instant holdUntil) {
            return new Claim(
                    spot,
                    micros(from),
                    micros(until),
                    micros(due),
                    inside,
                    holdUntil == null ? NEVER : micros(holdUntil));
        }
    }

    /// As [ReservationRepository#TAKEN] has it.
    Set<UUID> taken(TimeWindow window, Instant now) {
        var from = micros(window.from());
        var until = micros(window.until());
        var at = micros(now);
        var shadowed = window.from().isBefore(now.plus(ReservationRepository.OVERSTAY_SHADOW));
        var taken = new HashSet<UUID>();
        for (var each : claims) {
            var overlaps = each.from() < until && from < each.until() && each.holdUntil() > at;
            var overstays = shadowed && each.inside() && each.due() <= at;
            if (overlaps || overstays) {
                taken.add(each.spot());
            }
        }
        return taken;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
