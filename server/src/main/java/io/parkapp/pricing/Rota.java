package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;
import static io.parkapp.pricing.TimeOfDay.MINUTES_PER_DAY;

import io.parkapp.pricing.Tariff.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Which of several sets of windows is open when, and which goes before the others. A day's plan depends only on what
/// kind of day it is and on what the day before was, so few plans serve all years.
final class Rota {
    static final int NONE = -1;

    /// @param owner which set it belongs to
    private record Opening(int owner, Days days, int from, int until) {
        boolean isOpen(Days.Kind before, Days.Kind day, int minute) {
            var sinceToday = days.include(day) && from <= minute && minute < until;
            var sinceYesterday = days.include(before) && minute + MINUTES_PER_DAY < until;
            return sinceToday || sinceYesterday;
        }
    }

    /// From `from` on, `owner` is open.
    private record Change(int from, int owner) {}

    private final Calendar calendar;
    private final int sets;
    private final List<Opening> openings = new ArrayList<>();
    /// By [Days.Kind#after].
    private final Map<Long, List<Change>> plans = new ConcurrentHashMap<>();

    /// @param sets of windows; the ones listed first go before the others; no windows at all: always open
    Rota(Calendar calendar, List<List<Window>> sets) {
        this.calendar = calendar;
        this.sets = sets.size();
        for (var owner = 0; owner < sets.size(); owner++) {
            if (sets.get(owner).isEmpty()) {
                openings.add(new Opening(owner, Days.ALL, 0, MINUTES_PER_DAY));
            }
            for (var window : sets.get(owner)) {
                openings.add(opening(owner, window));
            }
        }
    }

    private Opening opening(int owner, Window window) {
        var from = window.from() == null ? 0 : window.from().minute();
        var until = window.until() == null ? MINUTES_PER_DAY : window.until().minute();
        return new Opening(
                owner,
                calendar.days(orNone(window.days()), window.season()),
                from,
                until > from ? until : until + MINUTES_PER_DAY);
    }

    /// Without gaps and in order; what is closed is owned by [#NONE]. Neighbours have different owners.
    List<Span> spans(Timeline line, long from, long until) {
        var spans = new ArrayList<Span>();
        var day = line.dayAt(from);
        var plan = plan(day);
        var index = indexAt(line, day, plan, from);
        for (var start = from; ; ) {
            var isLast = index + 1 == plan.size();
            var end = Math.min(
                    until,
                    isLast
                            ? line.at(day + 1, 0)
                            : line.at(day, plan.get(index + 1).from()));
            add(spans, start, end, plan.get(index).owner());
            if (end == until) {
                return spans;
            }
            start = Math.max(start, end);
            index = isLast ? 0 : index + 1;
            if (isLast) {
                day++;
                plan = plan(day);
            }
        }
    }

    private List<Change> plan(long epochDay) {
        return plan(calendar.kindOf(epochDay - 1), calendar.kindOf(epochDay));
    }

    /// The last of a day's changes that is not after a moment of it.
    private static int indexAt(Timeline line, long day, List<Change> plan, long point) {
        var index = 0;
        for (var beyond = plan.size(); beyond - index > 1; ) {
            var middle = (index + beyond) >>> 1;
            if (line.at(day, plan.get(middle).from()) <= point) {
                index = middle;
            } else {
                beyond = middle;
            }
        }
        return index;
    }

    /// Each opening of a window that touches a stretch of time, in the order in which they open. They may overlap.
    List<Span> openings(Timeline line, long from, long until) {
        var spans = new ArrayList<Span>();
        var last = line.dayAt(until - 1);
        for (var index = 0; index < openings.size(); index++) {
            var each = openings.get(index);
            for (var day = line.dayAt(from) - 1; day <= last; day++) {
                var start = line.at(day, each.from());
                var end = line.at(day, each.until());
                if (start < until && end > from && start < end && each.days().include(calendar.kindOf(day))) {
                    spans.add(new Span(start, end, index));
                }
            }
        }
        spans.sort(Comparator.comparingLong(Span::from).thenComparingInt(Span::owner));
        return spans;
    }

    /// A day's plan in minutes, without gaps.
    List<Span> day(Days.Kind before, Days.Kind day) {
        var plan = plan(before, day);
        var spans = new ArrayList<Span>();
        for (var i = 0; i < plan.size(); i++) {
            var end = i + 1 < plan.size() ? plan.get(i + 1).from() : MINUTES_PER_DAY;
            spans.add(new Span(plan.get(i).from(), end, plan.get(i).owner()));
        }
        return spans;
    }

    /// Of the moment itself.
    int ownerAt(Timeline line, long point) {
        var day = line.dayAt(point);
        var plan = plan(day);
        return plan.get(indexAt(line, day, plan, point)).owner();
    }

    private static void add(List<Span> spans, long start, long end, int owner) {
        if (start >= end) {
            return;
        }
        if (!spans.isEmpty() && spans.getLast().owner() == owner) {
            spans.set(spans.size() - 1, new Span(spans.getLast().from(), end, owner));
        } else {
            spans.add(new Span(start, end, owner));
        }
    }

    private List<Change> plan(Days.Kind before, Days.Kind day) {
        return plans.computeIfAbsent(day.after(before), key -> {
            var starts = new TreeSet<Integer>(List.of(0));
            for (var each : openings) {
                if (each.days().include(day)) {
                    starts.add(each.from());
                    starts.add(each.until());
                }
                if (each.days().include(before)) {
                    starts.add(each.until() - MINUTES_PER_DAY);
                }
            }
            var changes = new ArrayList<Change>();
            for (var start : starts.subSet(0, MINUTES_PER_DAY)) {
                var owner = owner(before, day, start);
                if (changes.isEmpty() || changes.getLast().owner() != owner) {
                    changes.add(new Change(start, owner));
                }
            }
            return changes;
        });
    }

    private int owner(Days.Kind before, Days.Kind day, int minute) {
        for (var each : openings) {
            if (each.isOpen(before, day, minute)) {
                return each.owner();
            }
        }
        return NONE;
    }

    /// The minutes of a day at which each set is open, also where another one goes before it: for checks.
    List<BitSet> minutes(Days.Kind before, Days.Kind day) {
        var minutes = new ArrayList<BitSet>();
        for (var set = 0; set < sets; set++) {
            minutes.add(new BitSet(MINUTES_PER_DAY));
        }
        for (var each : openings) {
            var open = minutes.get(each.owner());
            if (each.days().include(day)) {
                open.set(each.from(), Math.min(each.until(), MINUTES_PER_DAY));
            }
            if (each.days().include(before) && each.until() > MINUTES_PER_DAY) {
                open.set(0, each.until() - MINUTES_PER_DAY);
            }
        }
        return minutes;
    }
}
