package io.parkapp.reports;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.lots.Lot;
import io.parkapp.lots.Lots;
import io.parkapp.platform.Jobs;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Faults;
import io.parkapp.pricing.NoPrice;
import io.parkapp.pricing.Pricing;
import io.parkapp.pricing.Tariff;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Prices a lot's past stays by a tariff that is not published yet, in the background.
@Service
public class Replays {
    static final Duration PERIOD_MAX = Duration.ofDays(400);
    private static final int STAYS_AT_ONCE = 2_000;
    private static final int LARGEST_COUNT = 5;

    private final ReplayRepository repository;
    private final Lots lots;
    private final Jobs jobs;
    private final Clock clock;

    Replays(ReplayRepository repository, Lots lots, Jobs jobs, Clock clock) {
        this.repository = repository;
        this.lots = lots;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Transactional
    Replay start(Caller caller, UUID lotId, Tariff tariff, TimeWindow period) {
        var lot = lots.find(lotId).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.TARIFFS_WRITE, lot.operatorId());
        if (period.length().compareTo(PERIOD_MAX) > 0) {
            throw Refusal.field("until", "must be at most " + PERIOD_MAX.toDays() + " days after from");
        }
        var faults = Faults.of(tariff, "tariff", lot.currency());
        if (!faults.isEmpty()) {
            throw Refusal.fields(faults);
        }
        var id = repository
                .insert(lot, caller.account(), tariff, period, clock.instant())
                .orElseThrow(() -> new Refusal(ReportsRefusal.REPLAY_RUNNING));
        jobs.now(ReportsJobs.REPLAY, id);
        return get(caller, id);
    }

    Replay get(Caller caller, UUID id) {
        var row = repository.find(id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        caller.requireOrHide(Permission.TARIFFS_WRITE, row.operatorId());
        return row.replay();
    }

    /// What is finished stays as it is.
    @Transactional
    Replay cancel(Caller caller, UUID id) {
        get(caller, id);
        repository.finish(id, Replay.Status.CANCELLED, clock.instant());
        return get(caller, id);
    }

    /// The next stays of it. What a kill interrupts is done again from where it was.
    ///
    /// @return whether there may be more
    @Transactional
    public boolean step(UUID id) {
        var row = repository.lock(id).orElseThrow();
        Jobs.progress(row.replay().staysDone(), (long) row.replay().staysTotal());
        if (row.replay().status() != Replay.Status.QUEUED && row.replay().status() != Replay.Status.RUNNING) {
            return false;
        }
        var stays = repository.next(row, STAYS_AT_ONCE);
        if (!stays.isEmpty()) {
            var lot = lots.find(row.replay().lotId()).orElseThrow();
            repository.progress(id, add(row, stays, lot), stays.getLast());
        }
        if (stays.size() < STAYS_AT_ONCE) {
            repository.finish(id, Replay.Status.DONE, clock.instant());
            return false;
        }
        return true;
    }

    @Transactional
    public void giveUp(UUID id, Replay.Status why) {
        repository.finish(id, why, clock.instant());
    }

    private static ReplayRepository.Sums add(ReplayRepository.Row row, List<ReplayRepository.Stay> stays, Lot lot) {
        var pricing = Pricing.of(row.tariff());
        int more = row.sums().paysMore();
        int less = row.sums().paysLess();
        int same = row.sums().paysSame();
        int without = row.sums().withoutPrice();
        long before = row.sums().beforeMinor();
        long after = row.sums().afterMinor();
        var largest = new ArrayList<>(row.sums().largest());
        for (var each : stays) {
            try {
                var stay = io.parkapp.pricing.Stay.of(
                                each.charged().from(), each.charged().until(), lot.timeZone())
                        .in(each.kind());
                var price = pricing.total(stay, lot.currency());
                var paid = Money.of(each.priceMinor(), lot.currency());
                var order = price.compareTo(paid);
                more += order > 0 ? 1 : 0;
                less += order < 0 ? 1 : 0;
                same += order == 0 ? 1 : 0;
                before += paid.amountMinor();
                after += price.amountMinor();
                keepLargest(
                        largest,
                        new Replay.Difference(
                                each.id(), each.charged().from(), each.charged().until(), each.kind(), paid, price));
            } catch (NoPrice none) {
                without++;
            }
        }
        return new ReplayRepository.Sums(more, less, same, without, before, after, largest);
    }

    private static void keepLargest(List<Replay.Difference> largest, Replay.Difference difference) {
        if (difference.size() == 0
                || (largest.size() == LARGEST_COUNT
                        && difference.size() <= largest.getLast().size())) {
            return;
        }
        largest.add(difference);
        largest.sort(Comparator.comparingLong(Replay.Difference::size).reversed());
        if (largest.size() > LARGEST_COUNT) {
            largest.removeLast();
        }
    }
}
