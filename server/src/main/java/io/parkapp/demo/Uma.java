package io.parkapp.demo;

import io.parkapp.demo.Visit.Fate;
import io.parkapp.lots.SpotKind;
import io.parkapp.values.Plate;
import io.parkapp.values.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/// What the demo's driver did and has before her: something of every state, on spots that nobody else of the city uses.
final class Uma {
    private static final Plate PLATE = new Plate("B-UM 2024");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private Uma() {}

    static List<Visit> visits(Site site, UUID driver, Instant now) {
        var diary = new Diary(site, driver, now);
        var quarter = now.truncatedTo(ChronoUnit.HOURS);
        while (!quarter.isAfter(now)) {
            quarter = quarter.plus(QUARTER);
        }
        return switch (site.lot().name()) {
            case Places.DOWNTOWN ->
                List.of(
                        diary.parked(diary.day(-84, 10), 180, -10),
                        diary.cancelled(diary.day(-61, 14), 120, 1_440),
                        diary.parked(diary.day(-33, 9), 240, 35),
                        diary.cancelled(diary.day(-12, 16), 120, 30),
                        diary.neverPaid(diary.day(-6, 11), 60),
                        // May be checked in now.
                        diary.parked(quarter, 120, 0),
                        diary.parked(diary.day(2, 10), 180, 0));
            case Places.AIRPORT ->
                List.of(
                        diary.parked(diary.day(-75, 6), 4 * 1_440, -45),
                        diary.parked(diary.day(-20, 8), 3 * 1_440 + 600, -20));
            case Places.MALL ->
                List.of(
                        diary.parked(diary.day(-70, 15), 150, -5),
                        diary.droveUp(diary.day(-47, 10), 120, -25),
                        diary.stayedAway(diary.day(-9, 17), 120),
                        diary.parked(diary.day(-3, 12), 180, -15));
            case Places.STATION ->
                List.of(
                        diary.parked(diary.day(-28, 8), 600, -30),
                        // Inside now.
                        diary.parked(quarter.minus(Duration.ofMinutes(90)), 240, 0));
            default -> List.of();
        };
    }

    private record Diary(Site site, UUID driver, Instant now) {
        /// So that what begins in two days at 10:00 is booked, also just after midnight.
        private static final Duration AHEAD = Duration.ofHours(60);

        Instant day(int inDays, int hour) {
            var today = now.atZone(site.lot().timeZone()).toLocalDate();
            return ZonedDateTime.of(
                            today.plusDays(inDays),
                            LocalTime.of(hour, 0),
                            site.lot().timeZone())
                    .toInstant();
        }

        /// @param late minutes after the end of what was reserved; negative for leaving early
        Visit parked(Instant from, int minutes, int late) {
            return visit(from, minutes, late, AHEAD, Fate.PARKS, 0);
        }

        Visit droveUp(Instant from, int minutes, int late) {
            return visit(from, minutes, late, Duration.ZERO, Fate.PARKS, 0);
        }

        Visit cancelled(Instant from, int minutes, int minutesBefore) {
            return visit(from, minutes, 0, AHEAD, Fate.CANCELS, minutesBefore);
        }

        Visit stayedAway(Instant from, int minutes) {
            return visit(from, minutes, 0, AHEAD, Fate.STAYS_AWAY, 0);
        }

        Visit neverPaid(Instant from, int minutes) {
            return visit(from, minutes, 0, AHEAD, Fate.LETS_THE_HOLD_LAPSE, 0);
        }

        private Visit visit(Instant from, int minutes, int late, Duration ahead, Fate fate, int cancelledBefore) {
            var window = new TimeWindow(from, from.plus(Duration.ofMinutes(minutes)));
            return new Visit(
                    Ids.at(from.minus(ahead), from.hashCode(), site.lot().name().hashCode()),
                    site.spare(SpotKind.STANDARD),
                    driver,
                    PLATE,
                    window,
                    from.minus(ahead),
                    from,
                    window.until().plus(Duration.ofMinutes(late)),
                    from.minus(Duration.ofMinutes(cancelledBefore)),
                    fate,
                    ahead.isZero());
        }
    }
}
