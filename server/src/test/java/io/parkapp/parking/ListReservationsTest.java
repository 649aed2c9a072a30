package io.parkapp.parking;

import static io.parkapp.parking.ReservationStatus.CHECKED_IN;
import static io.parkapp.parking.ReservationStatus.COMPLETED;
import static io.parkapp.parking.ReservationStatus.CONFIRMED;
import static io.parkapp.parking.ReservationStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.parking.Reservations.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lists are read by ways that depend on what is asked: each finds what was made, page by page, the newest first.
@ParkappTest
class ListReservationsTest {
    private static final int PAGE = 7;
    private static final int RESERVATIONS = 60;

    /// Longer and shorter than a week, which stand in different indexes, and next to it.
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofHours(2),
            Duration.ofDays(7).minusSeconds(1),
            Duration.ofDays(7),
            Duration.ofDays(7).plusSeconds(1),
            Duration.ofDays(60),
            Reservation.WINDOW_MAX);

    private final Random random = new Random(20261124);
    private final Reservations reservations;
    private final ReservationRepository repository;
    private final Caller driver;
    private final Caller admin;
    private final CarPark one;
    private final CarPark other;
    private final Instant start;

    ListReservationsTest(
            Reservations reservations,
            ReservationRepository repository,
            People people,
            JdbcClient jdbc,
            TestClock clock) {
        this.reservations = reservations;
        this.repository = repository;
        this.driver = people.driver().caller();
        this.admin = people.platformAdmin().caller();
        this.one = CarPark.payOnLeaving(jdbc, RESERVATIONS);
        this.other = CarPark.payOnLeaving(jdbc, RESERVATIONS);
        this.start = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    void every_way_of_asking_finds_what_was_made() {
        var made = new ArrayList<Reservation>();
        for (var number = 0; number < RESERVATIONS; number++) {
            var from = start.plus(Duration.ofDays(random.nextInt(90)));
            var until = from.plus(LENGTHS.get(number % LENGTHS.size()));
            made.add(reservations.reserve(driver, (number % 2 == 0 ? one : other).anySpot(from, until)));
        }
        made.sort(Comparator.comparing((Reservation each) -> each.window().from())
                .thenComparing(each -> each.id().toString())
                .reversed());
        for (var from : new Integer[] {null, -1, 3, 30, 100, 300}) {
            for (var until : new Integer[] {null, 2, 31, 101, 500}) {
                var since = from == null ? null : start.plus(Duration.ofDays(from));
                var before = until == null ? null : start.plus(Duration.ofDays(until));
                Predicate<Reservation> inTime =
                        each -> (since == null || each.window().until().isAfter(since))
                                && (before == null || each.window().from().isBefore(before));
                var all = new Wanted(List.of(), null, null, null, since, before, true);
                var own = new Wanted(List.of(), null, null, null, since, before, false);
                var ofLot = new Wanted(List.of(), null, one.id(), null, since, before, true);
                var ofSpot = new Wanted(List.of(), null, null, one.spots().getFirst(), since, before, true);
                var byPlate = new Wanted(List.of(CONFIRMED), "B PK", null, null, since, before, true);

                assertFinds(made, inTime, admin, all);
                assertFinds(made, inTime, admin, byPlate);
                assertFinds(made, inTime, admin, of(since, before, CONFIRMED, CHECKED_IN));
                assertFinds(made, inTime, admin, of(since, before, CONFIRMED, COMPLETED));
                assertFinds(made, each -> false, admin, of(since, before, CHECKED_IN, HELD));
                assertFinds(made, inTime, driver, own);
                assertFinds(made, inTime.and(in(one)), admin, ofLot);
                assertFinds(made, inTime.and(in(one)), one.attendant(), all);
                assertFinds(made, inTime.and(in(other)), other.attendant(), all);
                assertFinds(
                        made,
                        inTime.and(
                                each -> each.place().spotId().equals(one.spots().getFirst())),
                        admin,
                        ofSpot);
            }
        }
    }

    private static Wanted of(@Nullable Instant since, @Nullable Instant before, ReservationStatus... statuses) {
        return new Wanted(List.of(statuses), null, null, null, since, before, true);
    }

    private void assertFinds(List<Reservation> made, Predicate<Reservation> which, Caller caller, Wanted wanted) {
        var expected = made.stream().filter(which).map(Reservation::id).toList();
        var found = new ArrayList<UUID>();
        @Nullable String cursor = null;
        do {
            var page = reservations.list(caller, wanted, PAGE, cursor);
            page.items().forEach(each -> found.add(each.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(found).as("%s", wanted).isEqualTo(expected);
        assertThat(repository.count(Reservations.filter(caller, wanted, null, null)))
                .as("how many of %s", wanted)
                .isEqualTo(expected.size());
    }

    private static Predicate<Reservation> in(CarPark park) {
        return each -> each.place().lotId().equals(park.id());
    }
}
