package io.parkapp.pricing;

import io.parkapp.pricing.Tariff.ClockRule;
import io.parkapp.pricing.Tariff.SecondsRule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// The line on which a tariff counts time, in whole seconds: those that pass, or those that the clock on the wall
/// shows. It never runs backwards: in the hour that comes twice, a wall clock's line stands still, and a time of day
/// is reached when the clock shows it, or jumps over it, for the first time.
final class Timeline {
    static final long DAY = 86_400;
    private static final int MINUTE = 60;

    private final ZoneRules rules;
    private final boolean wall;
    private final boolean drops;

    Timeline(ZoneId zone, ClockRule clock, SecondsRule seconds) {
        this.rules = zone.getRules();
        this.wall = clock == ClockRule.WALL_CLOCK;
        this.drops = seconds == SecondsRule.DROPPED;
    }

    /// Where an instant lies, without its fractions of a second, and without its seconds if they are dropped.
    long at(Instant instant) {
        var epoch = instant.getEpochSecond();
        var point = wall ? shownAt(Instant.ofEpochSecond(epoch)) : epoch;
        return drops ? Math.floorDiv(point, MINUTE) * MINUTE : point;
    }

    /// When the clock first reaches a minute of a day; 1440 is the next day's beginning.
    long at(long epochDay, int minute) {
        var shown = epochDay * DAY + (long) minute * MINUTE;
        return wall ? shown : firstShowing(shown);
    }

    /// The day that the clock shows there.
    long dayAt(long point) {
        return Math.floorDiv(wall ? point : shownAt(Instant.ofEpochSecond(point)), DAY);
    }

    Instant instant(long point) {
        return Instant.ofEpochSecond(wall ? firstShowing(point) : point);
    }

    private long firstShowing(long shown) {
        if (rules.isFixedOffset()) {
            return shown - rules.getOffset(Instant.EPOCH).getTotalSeconds();
        }
        var local = LocalDateTime.ofEpochSecond(shown, 0, ZoneOffset.UTC);
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? rules.getTransition(local).toEpochSecond()
                : shown - offsets.getFirst().getTotalSeconds();
    }

    /// The furthest that the clock has shown until then.
    private long shownAt(Instant instant) {
        var shown = instant.getEpochSecond() + rules.getOffset(instant).getTotalSeconds();
        if (rules.isFixedOffset()) {
            return shown;
        }
        var before = rules.previousTransition(instant.plusSeconds(1));
        return before != null && before.isOverlap() ? Math.max(shown, lastShownBefore(before)) : shown;
    }

    /// A line of seconds that pass still has the moments of the second turn on the day of the first.
    private long lastShownBefore(ZoneOffsetTransition back) {
        var shown = back.getDateTimeBefore().toEpochSecond(ZoneOffset.UTC);
        return wall ? shown : shown - 1;
    }
}
