package io.parkapp.notifications;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/// When somebody does not want to be disturbed, by the clocks of their zone; over midnight where it ends before it
/// begins. What clocks do in between is counted: a night on which they change is as long as it is.
record QuietHours(ZoneId zone, LocalTime from, LocalTime until) {
    QuietHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("must end at another time than they begin");
        }
    }

    /// When they end, if they are now.
    Optional<Instant> endIfQuiet(Instant now) {
        var today = now.atZone(zone).toLocalDate();
        for (var day = today.minusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
            var begins = day.atTime(from).atZone(zone).toInstant();
            var lastDay = until.isAfter(from) ? day : day.plusDays(1);
            var ends = lastDay.atTime(until).atZone(zone).toInstant();
            if (!now.isBefore(begins) && now.isBefore(ends)) {
                return Optional.of(ends);
            }
        }
        return Optional.empty();
    }
}
