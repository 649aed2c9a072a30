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

    private final ZoneId zone;
    private final ZoneRules rules;
    private final boolean wall;
    private final boolean drops;
    /// The one that was looked at last: the next moment mostly lies in it too.
    private volatile Stretch recent;

    /// A time in which clocks do not change.
    ///
    /// @param from seconds of the epoch
    /// @param shownFrom what the clock shows for the first time in it
    /// @param shownBefore the furthest that the clock has shown before; nothing is shown again as a new time
    private record Stretch(long from, long until, long offset, long shownFrom, long shownUntil, long shownBefore) {
        boolean has(long epoch) {
            return from <= epoch && epoch < until;
        }

        boolean shows(long shown) {
            return shownFrom <= shown && shown < shownUntil;
        }
    }

    Timeline(ZoneId zone, ClockRule clock, SecondsRule seconds) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.wall = clock == ClockRule.WALL_CLOCK;
        this.drops = seconds == SecondsRule.DROPPED;
        this.recent = stretchAt(0);
    }

    ZoneId zone() {
        return zone;
    }

    /// Where an instant lies, without its fractions of a second, and without its seconds if they are dropped.
    long at(Instant instant) {
        var epoch = instant.getEpochSecond();
        var point = wall ? shownAt(epoch) : epoch;
        return drops ? Math.floorDiv(point, MINUTE) * MINUTE : point;
    }

    /// When the clock first reaches a minute of a day; 1440 is the next day's beginning.
    long at(long epochDay, int minute) {
        var shown = epochDay * DAY + (long) minute * MINUTE;
        return wall ? shown : firstShowing(shown);
    }

    /// The day that the clock shows there.
    long dayAt(long point) {
        return Math.floorDiv(wall ? point : shownAt(point), DAY);
    }

    Instant instant(long point) {
        return Instant.ofEpochSecond(wall ? firstShowing(point) : point);
    }

    private long firstShowing(long shown) {
        var stretch = recent;
        if (stretch.shows(shown)) {
            return shown - stretch.offset();
        }
        var local = LocalDateTime.ofEpochSecond(shown, 0, ZoneOffset.UTC);
        var offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            return rules.getTransition(local).toEpochSecond();
        }
        var epoch = shown - offsets.getFirst().getTotalSeconds();
        recent = stretchAt(epoch);
        return epoch;
    }

    /// The furthest that the clock has shown until then.
    private long shownAt(long epoch) {
        var stretch = recent;
        if (!stretch.has(epoch)) {
            stretch = stretchAt(epoch);
            recent = stretch;
        }
        return Math.max(epoch + stretch.offset(), stretch.shownBefore());
    }

    private Stretch stretchAt(long epoch) {
        var instant = Instant.ofEpochSecond(epoch);
        var before = rules.previousTransition(instant.plusSeconds(1));
        var after = rules.nextTransition(instant);
        return new Stretch(
                before == null ? Long.MIN_VALUE : before.toEpochSecond(),
                after == null ? Long.MAX_VALUE : after.toEpochSecond(),
                rules.getOffset(instant).getTotalSeconds(),
                before == null
                        ? Long.MIN_VALUE
                        : Math.max(shown(before.getDateTimeBefore()), shown(before.getDateTimeAfter())),
                after == null ? Long.MAX_VALUE : shown(after.getDateTimeBefore()),
                before != null && before.isOverlap() ? lastShownBefore(before) : Long.MIN_VALUE);
    }

    /// A line of seconds that pass still has the moments of the second turn on the day of the first.
    private long lastShownBefore(ZoneOffsetTransition back) {
        var shown = shown(back.getDateTimeBefore());
        return wall ? shown : shown - 1;
    }

    private static long shown(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }
}
