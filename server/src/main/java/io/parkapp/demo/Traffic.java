package io.parkapp.demo;

import io.parkapp.demo.Drivers.Driver;
import io.parkapp.demo.Place.Demand;
import io.parkapp.demo.Visit.Fate;
import io.parkapp.lots.PaymentPolicy;
import io.parkapp.lots.Spot;
import io.parkapp.lots.SpotKind;
import io.parkapp.values.Plate;
import io.parkapp.values.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who comes to one lot, day after day, and where they park. The same for the same lot and day: all chance is seeded.
final class Traffic {
    private static final int DAYS_AHEAD = 7;
    private static final int STEP_MINUTES = 15;

    /// Between two cars on a spot, so that the next one may come early.
    private static final Duration GAP = Duration.ofMinutes(15);

    private static final int BOOKED_AHEAD_MINUTES_MAX = 6 * 24 * 60;
    private static final String PLATE_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    private final Site site;
    private final List<Demand> demands;
    private final List<Driver> drivers;
    private final LocalDate today;
    private final int pastDays;
    private final SplittableRandom chance;
    private final Map<SpotKind, List<Spot>> pool;
    private final List<SpotKind> kinds;
    private final Map<UUID, Instant> takenUntil = new HashMap<>();

    Traffic(Site site, List<Demand> demands, List<Driver> drivers, Instant now, int pastDays) {
        this.site = site;
        this.demands = demands;
        this.drivers = drivers;
        this.today = now.atZone(site.lot().timeZone()).toLocalDate();
        this.pastDays = pastDays;
        this.chance = new SplittableRandom(site.lot().name().hashCode());
        this.pool = site.busy();
        this.kinds =
                pool.values().stream().flatMap(List::stream).map(Spot::kind).toList();
    }

    List<Visit> visits() {
        var wishes = new ArrayList<TimeWindow>();
        for (var day = today.minusDays(pastDays); !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
            for (var demand : demands) {
                wishes.addAll(wishes(day, demand));
            }
        }
        wishes.sort(Comparator.comparing(TimeWindow::from).thenComparing(TimeWindow::until));
        var visits = new ArrayList<Visit>();
        for (var wish : wishes) {
            var visit = visit(wish);
            if (visit != null) {
                visits.add(visit);
            }
        }
        return visits;
    }

    /// From one day to the next demand varies by a quarter.
    private List<TimeWindow> wishes(LocalDate day, Demand demand) {
        var habit = demand.habit();
        var mean = demand.perSpot() * site.spots().size() * habit.on(day.getDayOfWeek());
        var count = Math.round(mean * chance.nextDouble(0.875, 1.125));
        var midnight = day.atStartOfDay(site.lot().timeZone());
        var wishes = new ArrayList<TimeWindow>();
        for (var i = 0; i < count; i++) {
            // The sum of two has its peak in the middle.
            var minute =
                    habit.firstMinute + (chance.nextInt(habit.spreadMinutes) + chance.nextInt(habit.spreadMinutes)) / 2;
            var stay = chance.nextInt(habit.stayMinutesMin, habit.stayMinutesMax);
            var from = midnight.plusMinutes(minute - minute % STEP_MINUTES).toInstant();
            wishes.add(new TimeWindow(from, from.plus(Duration.ofMinutes(stay - stay % STEP_MINUTES))));
        }
        return wishes;
    }

    /// Nothing where the lot is closed or full.
    private @Nullable Visit visit(TimeWindow window) {
        var kind = kinds.get(chance.nextInt(kinds.size()));
        var driver = drivers.get(chance.nextInt(drivers.size()));
        var driveUp = chance.nextInt(100) < (site.lot().paymentPolicy() == PaymentPolicy.PAY_ON_LEAVING ? 20 : 8);
        var fate = driveUp ? Fate.PARKS : fate(chance.nextInt(100));
        var ahead = driveUp ? 0 : chance.nextInt(30, BOOKED_AHEAD_MINUTES_MAX);
        var booked = window.from().minus(Duration.ofMinutes(ahead));
        var comes = driveUp ? window.from() : window.from().plusSeconds(chance.nextLong(-8 * 60, 12 * 60));
        var leaves = leaves(window);
        var cancels = booked.plus(
                Duration.ofMinutes(ahead).multipliedBy(chance.nextInt(10, 98)).dividedBy(100));
        var id = id(booked);
        var plate = plate();
        if (!site.lot().accepts(window)) {
            return null;
        }
        for (var spot : pool.getOrDefault(kind, List.of())) {
            if (!takenUntil
                    .getOrDefault(spot.id(), Instant.MIN)
                    .isAfter(window.from().minus(GAP))) {
                takenUntil.put(spot.id(), leaves.isAfter(window.until()) ? leaves : window.until());
                return new Visit(id, spot, driver.id(), plate, window, booked, comes, leaves, cancels, fate, driveUp);
            }
        }
        return null;
    }

    /// Most leave a little early, some late, a few so late that it costs.
    private Instant leaves(TimeWindow window) {
        var seconds = switch (chance.nextInt(100)) {
            case 0, 1, 2, 3 -> chance.nextLong(15 * 60, 100 * 60);
            case 4, 5, 6, 7, 8, 9, 10, 11 -> chance.nextLong(0, 9 * 60);
            default -> -chance.nextLong(0, 25 * 60);
        };
        return window.until().plusSeconds(seconds);
    }

    private static Fate fate(int percent) {
        if (percent < 6) {
            return Fate.CANCELS;
        }
        if (percent < 9) {
            return Fate.STAYS_AWAY;
        }
        return percent < 11 ? Fate.LETS_THE_HOLD_LAPSE : Fate.PARKS;
    }

    private Plate plate() {
        return new Plate("FR" + PLATE_LETTERS.charAt(chance.nextInt(PLATE_LETTERS.length()))
                + PLATE_LETTERS.charAt(chance.nextInt(PLATE_LETTERS.length())) + chance.nextInt(10, 10_000));
    }

    private UUID id(Instant time) {
        return Ids.at(time, chance.nextLong(), chance.nextLong());
    }
}
