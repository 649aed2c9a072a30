package io.parkapp.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.parking.ReservationAnswer;
import io.parkapp.parking.ReservationStatus;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.reports.OccupancySeries.OccupancyHour;
import io.parkapp.reports.Overview.LotOccupancy;
import io.parkapp.reports.Overview.StatusCount;
import io.parkapp.reports.RevenueSeries.RevenueDay;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each test has an operator of its own. It is always 10:30 on a Tuesday in Berlin, 02:30 in Los Angeles.
@ParkappTest
class ReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Reports reports;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final People people;
    private final Http http;
    private UUID operator = new UUID(0, 0);

    ReportsTest(Reports reports, JdbcClient jdbc, TestClock clock, People people, Http http) {
        this.reports = reports;
        this.jdbc = jdbc;
        this.clock = clock;
        this.people = people;
        this.http = http;
    }

    @BeforeEach
    void newOperator() {
        clock.moveTo(NOW);
        operator = Ledger.operator(jdbc);
    }

    @Test
    void the_overview_counts_cars_inside_and_spots_promised_for_the_next_hour() {
        var lot = berlin(5);
        lot.inside(0, NOW.minus(HOUR));
        lot.confirmed(1, NOW.plus(Duration.ofMinutes(20)));
        lot.confirmed(2, NOW.plus(Duration.ofMinutes(61)));
        lot.completed(3, NOW.minus(HOUR), NOW.minusSeconds(60));
        jdbc.sql("update lots.spot set in_service = false where id = :spot")
                .param("spot", lot.spots().get(4))
                .update();

        var overview = reports.overview(admin(), null);

        assertThat(overview.occupancy()).containsExactly(new LotOccupancy(lot.lot(), "Berlin", 4, 1, 1));
        assertThat(overview.totalSpots()).isEqualTo(4);
        assertThat(overview.occupiedSpots()).isEqualTo(1);
    }

    @Test
    void today_is_the_day_of_each_lots_own_calendar() {
        var berlin = berlin(4);
        var angeles = angeles(4);
        // 23:30 in Berlin and 14:30 in Los Angeles; half past midnight of tomorrow and 15:30.
        var late = Instant.parse("2026-11-24T22:30:00Z");
        var soonest = berlin.confirmed(0, late);
        berlin.confirmed(1, late.plus(HOUR));
        var next = angeles.confirmed(0, late.plus(HOUR));
        // Came already: counted, but waited for no more.
        berlin.completed(2, NOW.minus(Duration.ofHours(2)), NOW.minus(HOUR));
        // 23:30 of yesterday in Los Angeles.
        angeles.completed(3, NOW.minus(Duration.ofHours(2)), NOW.minus(HOUR));

        var overview = reports.overview(admin(), operator);

        assertThat(overview.arrivals()).extracting(ReservationAnswer::id).containsExactly(soonest, next);
        assertThat(overview.arrivalsToday()).isEqualTo(3);
    }

    @Test
    void the_list_of_arrivals_ends_after_twenty() {
        var lot = berlin(1);
        for (var i = 0; i < 8; i++) {
            lot.confirmed(0, NOW.plus(HOUR.multipliedBy(i)));
        }
        var other = angeles(20);
        for (var i = 0; i < 20; i++) {
            other.confirmed(i, NOW.plus(Duration.ofMinutes(i)));
        }

        var overview = reports.overview(admin(), null);

        assertThat(overview.arrivals())
                .hasSize(20)
                .isSortedAccordingTo((a, b) -> a.from().compareTo(b.from()));
        assertThat(overview.arrivalsToday()).isEqualTo(28);
    }

    @Test
    void revenue_is_what_was_taken_less_what_was_given_back_on_each_day_of_the_lots_calendar() {
        var lot = berlin(1);
        var stay = lot.completed(0, NOW.minus(HOUR), NOW);
        // 23:30 and 00:30 in Berlin.
        var charge = lot.paid(stay, 700, Instant.parse("2026-11-22T22:30:00Z"));
        lot.paid(stay, 500, Instant.parse("2026-11-22T23:30:00Z"));
        lot.givenBack(charge, 200, "PENDING", NOW);
        lot.givenBack(charge, 100, "FAILED", NOW);

        var revenue = reports.revenue(admin(), LocalDate.parse("2026-11-21"), TODAY, lot.lot());

        assertThat(revenue.series()).singleElement().satisfies(series -> {
            assertThat(series.currency()).isEqualTo("EUR");
            assertThat(series.totalMinor()).isEqualTo(1_000);
            assertThat(series.days())
                    .containsExactly(
                            new RevenueDay(LocalDate.parse("2026-11-21"), 0),
                            new RevenueDay(LocalDate.parse("2026-11-22"), 700),
                            new RevenueDay(LocalDate.parse("2026-11-23"), 500),
                            new RevenueDay(TODAY, -200));
        });
        assertThat(revenue.lots()).containsExactly(new LotRevenue(lot.lot(), "Berlin", Money.of(1_000, "EUR"), 1));
    }

    @Test
    void currencies_are_never_added_up_and_each_has_its_top_lots() {
        var berlin = berlin(1);
        var angeles = angeles(1);
        berlin.paid(berlin.completed(0, NOW.minus(HOUR), NOW), 700, NOW);
        angeles.paid(angeles.completed(0, NOW.minus(HOUR), NOW), 900, NOW);

        var overview = reports.overview(admin(), null);

        assertThat(overview.revenue()).extracting(RevenueSeries::totalMinor).containsExactly(700L, 900L);
        assertThat(overview.revenue())
                .allSatisfy(series -> assertThat(series.days()).hasSize(30));
        assertThat(overview.topLots())
                .extracting(LotRevenue::amount)
                .containsExactly(Money.of(700, "EUR"), Money.of(900, "USD"));
    }

    @Test
    void statuses_are_those_of_the_last_thirty_days() {
        var lot = berlin(2);
        lot.completed(0, NOW.minus(Duration.ofDays(29)), NOW.minus(Duration.ofDays(28)));
        lot.completed(0, NOW.minus(Duration.ofDays(31)), NOW.minus(Duration.ofDays(30)));
        lot.inside(1, NOW.minus(HOUR));

        assertThat(reports.overview(admin(), null).statuses())
                .hasSameSizeAs(ReservationStatus.values())
                .contains(
                        new StatusCount(ReservationStatus.COMPLETED, 1),
                        new StatusCount(ReservationStatus.CHECKED_IN, 1),
                        new StatusCount(ReservationStatus.NO_SHOW, 0));
    }

    @Test
    void a_car_is_inside_from_its_coming_until_its_leaving() {
        var lot = berlin(4);
        var six = Instant.parse("2026-11-24T06:00:00Z");
        lot.completed(0, six.minus(Duration.ofDays(3)), six.plus(HOUR));
        lot.completed(1, six, six.plusSeconds(1));
        lot.completed(2, six.plusSeconds(1), six.plus(HOUR).minusSeconds(1));
        lot.inside(3, six.plus(HOUR.multipliedBy(2)).plusSeconds(1));
        lot.completed(1, six.minus(HOUR), six);

        var occupancy = reports.occupancy(admin(), six.plus(Duration.ofMinutes(59)), NOW.plus(HOUR), lot.lot());

        assertThat(occupancy.hours())
                .containsExactly(
                        new OccupancyHour(six, 2, 4),
                        new OccupancyHour(six.plus(HOUR), 0, 4),
                        new OccupancyHour(six.plus(HOUR.multipliedBy(2)), 0, 4),
                        new OccupancyHour(six.plus(HOUR.multipliedBy(3)), 1, 4));
    }

    @Test
    void a_day_of_twenty_five_hours_has_twenty_five_of_them() {
        var lot = berlin(1);
        var midnight = Instant.parse("2026-10-24T22:00:00Z");

        assertThat(reports.occupancy(admin(), midnight, Instant.parse("2026-10-25T23:00:00Z"), lot.lot())
                        .hours())
                .hasSize(25);
    }

    @Test
    void hours_are_full_ones_on_the_lots_own_clock() {
        var lot = Ledger.lot(jdbc, operator, "Chennai", "Asia/Kolkata", "INR", 1);

        assertThat(reports.occupancy(admin(), NOW.minus(HOUR), NOW, lot.lot()).hours())
                .extracting(OccupancyHour::at)
                .containsExactly(NOW.minus(HOUR));
    }

    @Test
    void somebody_elses_lot_does_not_exist_and_somebody_elses_numbers_do_not_count() {
        var foreign = Ledger.lot(jdbc, Ledger.operator(jdbc), "Foreign", "Europe/Berlin", "EUR", 2);
        foreign.inside(0, NOW.minus(HOUR));
        foreign.confirmed(1, NOW.plus(HOUR));
        foreign.paid(foreign.completed(1, NOW.minus(HOUR), NOW), 100, NOW);
        var caller = admin();

        assertThatThrownBy(() -> reports.revenue(caller, null, null, foreign.lot()))
                .satisfies(ReportsTest::isHidden);
        assertThatThrownBy(() -> reports.occupancy(caller, null, null, foreign.lot()))
                .satisfies(ReportsTest::isHidden);
        assertThatThrownBy(() -> reports.overview(caller, foreign.operator())).satisfies(ReportsTest::isHidden);
        assertThatThrownBy(() -> reports.revenue(caller, null, null, UUID.randomUUID()))
                .satisfies(ReportsTest::isHidden);
        var overview = reports.overview(caller, null);
        assertThat(overview.occupancy()).isEmpty();
        assertThat(overview.arrivals()).isEmpty();
        assertThat(overview.arrivalsToday()).isZero();
        assertThat(overview.revenue()).isEmpty();
        assertThat(overview.statuses()).allMatch(each -> each.count() == 0);
        assertThat(reports.overview(people.platformAdmin().caller(), foreign.operator())
                        .occupiedSpots())
                .isEqualTo(1);
    }

    @Test
    void ranges_have_limits_that_are_named() {
        var caller = admin();
        assertThatThrownBy(() -> reports.revenue(caller, TODAY.minusDays(366), TODAY, null))
                .satisfies(refused -> isField(refused, "from"));
        assertThatThrownBy(() -> reports.revenue(caller, TODAY, TODAY.minusDays(1), null))
                .satisfies(refused -> isField(refused, "until"));
        assertThatThrownBy(() -> reports.occupancy(caller, NOW.minus(Duration.ofDays(32)), NOW, null))
                .satisfies(refused -> isField(refused, "from"));
        assertThatThrownBy(() -> reports.occupancy(caller, NOW, NOW, null))
                .satisfies(refused -> isField(refused, "until"));
        assertThat(reports.revenue(caller, TODAY.minusDays(365), TODAY, null).series())
                .isEmpty();
    }

    @Test
    void reports_are_for_those_who_may_read_them() {
        berlin(3).confirmed(0, NOW.plus(HOUR));
        var admin = http.as(people.operatorAdmin(operator).token());

        var overview = admin.get("/api/reports/overview");
        assertThat(overview.status()).isEqualTo(200);
        assertThat(overview.at("arrivals.0.driver.name").asString()).isEqualTo("Test Driver");
        assertThat(overview.at("occupancy.0.total").asInt()).isEqualTo(3);
        assertThat(admin.get("/api/reports/revenue?from=2026-11-01&until=2026-11-24")
                        .at("from")
                        .asString())
                .isEqualTo("2026-11-01");
        assertThat(admin.get("/api/reports/occupancy?from=2026-11-24T00:00:00Z&until=2026-11-24T09:30:00Z")
                        .at("hours"))
                .hasSize(10);
        assertThat(admin.get("/api/reports/revenue?from=yesterday").status()).isEqualTo(400);
        assertThat(http.as(people.attendant(operator).token())
                        .get("/api/reports/overview")
                        .status())
                .isEqualTo(403);
        assertThat(http.get("/api/reports/overview").status()).isEqualTo(401);
    }

    private Ledger berlin(int spots) {
        return Ledger.lot(jdbc, operator, "Berlin", "Europe/Berlin", "EUR", spots);
    }

    private Ledger angeles(int spots) {
        return Ledger.lot(jdbc, operator, "Los Angeles", "America/Los_Angeles", "USD", spots);
    }

    private Caller admin() {
        return people.operatorAdmin(operator).caller();
    }

    private static void isHidden(Throwable refused) {
        assertThat(((Refusal) refused).reason()).isEqualTo(PlatformRefusal.NOT_FOUND);
    }

    private static void isField(Throwable refused, String field) {
        assertThat(((Refusal) refused).errors())
                .extracting(Refusal.FieldError::field)
                .containsExactly(field);
    }
}
