package io.parkapp.pricing;

import io.parkapp.pricing.Tariff.Every;
import io.parkapp.pricing.Tariff.RateChange;
import java.util.ArrayList;
import java.util.List;

/// A stay's way through the rates that rule one after the other.
final class Walk {
    /// How far a rate's table has been walked through, and until when that counts.
    private static final class Progress {
        private long walked;
        private long restartsAt = Long.MIN_VALUE;
        private int walk;
    }

    private final List<Charge> charges = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Table> tables;
    private final List<Cycles> restarts;
    private final RateChange change;
    private final boolean lenient;
    private final Timeline line;
    private final long from;
    private final long until;
    private final Progress[] progress;
    private int walks;

    /// @param restarts of each rate's table
    /// @param lenient goes on where there is no price: time without a rate is free, a table that ends begins anew
    Walk(
            List<Table> tables,
            List<Cycles> restarts,
            RateChange change,
            boolean lenient,
            Timeline line,
            long from,
            long until) {
        this.tables = tables;
        this.restarts = restarts;
        this.change = change;
        this.lenient = lenient;
        this.line = line;
        this.from = from;
        this.until = until;
        this.progress = new Progress[tables.size()];
    }

    /// @param ruling rates, without gaps
    /// @param outsideIsFree else a time without a rate has no price
    void through(List<Span> ruling, boolean outsideIsFree) {
        var now = from;
        for (var span : ruling) {
            var start = Math.max(span.from(), now);
            if (start >= span.until()) {
                continue;
            }
            if (span.owner() == Rota.NONE) {
                if (!outsideIsFree && !lenient) {
                    throw new NoPrice("There is no price for " + LocalTexts.time(line.instant(start)) + " (UTC).");
                }
                now = span.until();
            } else {
                now = under(span.owner(), start, span.until());
            }
        }
    }

    /// @return until when the rate was charged
    private long under(int rate, long start, long end) {
        if (progress[rate] == null) {
            progress[rate] = new Progress();
        }
        var way = progress[rate];
        var cycle = restarts.get(rate);
        var takesOver = spans.isEmpty()
                || spans.getLast().owner() != rate
                || spans.getLast().until() != start;
        if (takesOver && cycle.every() == Every.PERIOD) {
            restart(way);
        }
        for (var now = start; now < end; ) {
            var restartsAt = cycle.endAfter(line, from, now);
            if (restartsAt != way.restartsAt) {
                way.restartsAt = restartsAt;
                restart(way);
            }
            var next = Math.min(end, restartsAt);
            charge(rate, way, now, next);
            now = next;
        }
        var ends = end;
        if (change == RateChange.UNIT_RUNS_OUT && end < until && end < way.restartsAt) {
            var over = tables.get(rate).runsOutAt(way.walked) - way.walked;
            ends = Math.min(end + over, Math.min(until, way.restartsAt));
            way.walked += ends - end;
        }
        if (takesOver) {
            spans.add(new Span(start, ends, rate));
        } else {
            spans.set(spans.size() - 1, new Span(spans.getLast().from(), ends, rate));
        }
        return ends;
    }

    private void restart(Progress way) {
        way.walked = 0;
        way.walk = ++walks;
    }

    private void charge(int rate, Progress way, long start, long end) {
        var table = tables.get(rate);
        for (var now = start; now < end; ) {
            if (way.walked >= table.end()) {
                if (!lenient) {
                    throw new NoPrice(
                            "At most " + LocalTexts.length(table.end()) + " have a price under " + table.name() + ".");
                }
                restart(way);
            }
            var length = Math.min(end - now, table.end() - way.walked);
            table.charge(charges, way.walk, way.walked, way.walked + length, now);
            way.walked += length;
            now += length;
        }
    }

    List<Charge> charges() {
        return charges;
    }

    /// When each rate was charged, in order.
    List<Span> spans() {
        return spans;
    }
}
