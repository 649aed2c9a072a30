package io.parkapp.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.lots.LotSearch;
import io.parkapp.lots.Lots;
import io.parkapp.parking.Auditor;
import io.parkapp.tariffs.Tariffs;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ParkappTest
class DemoCityTest {
    private final DemoCity city;
    private final Lots lots;
    private final Tariffs tariffs;
    private final Auditor auditor;
    private final JdbcClient jdbc;
    private final People people;
    private final Http http;
    private final TestClock clock;

    DemoCityTest(
            DemoCity city,
            Lots lots,
            Tariffs tariffs,
            Auditor auditor,
            JdbcClient jdbc,
            People people,
            Http http,
            TestClock clock) {
        this.city = city;
        this.lots = lots;
        this.tariffs = tariffs;
        this.auditor = auditor;
        this.jdbc = jdbc;
        this.people = people;
        this.http = http;
        this.clock = clock;
    }

    @BeforeEach
    void loaded() {
        city.load();
    }

    @Test
    void loading_again_changes_nothing() {
        var before = fingerprint();
        assertThat(city.load()).isFalse();
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void the_three_lots_that_everybody_knows_are_as_described() {
        for (var known : List.of(
                List.of("Downtown Central Parking", 50, 500),
                List.of("Airport Long Term", 100, 800),
                List.of("Mall Underground Parking", 200, 300))) {
            var from = tomorrowAt(10);
            var answer = http.get("/api/lots?limit=1&q=" + ((String) known.get(0)).replace(' ', '+') + "&from=" + from
                    + "&until=" + from.plus(Duration.ofHours(1)));
            assertThat(answer.at("items.0.name").asString()).isEqualTo(known.get(0));
            assertThat(answer.at("items.0.totalSpots").asInt()).isEqualTo(known.get(1));
            assertThat(answer.at("items.0.price.amountMinor").asInt()).isEqualTo(known.get(2));
            assertThat(answer.at("items.0.freeSpots").asInt()).isPositive();
        }
    }

    @Test
    void no_spot_ever_had_two_cars_and_none_was_promised_twice() {
        assertThat(count("""
                        select count(*) from (
                            select checked_in_at,
                                   lag(coalesce(checked_out_at, 'infinity'))
                                       over (partition by spot_id order by checked_in_at) as left_at
                            from parking.reservation where checked_in_at is not null) as stay
                        where left_at > checked_in_at""")).isZero();
        assertThat(count("""
                        select count(*) from (
                            select from_at, lag(until_at) over (partition by spot_id order by from_at) as ended
                            from parking.reservation) as promise
                        where ended > from_at""")).isZero();
    }

    @Test
    void the_city_is_never_empty_and_never_full() {
        var until = clock.instant();
        var hours = http.as(people.platformAdmin().token())
                .get("/api/reports/occupancy?from=" + until.minus(Duration.ofDays(31)) + "&until=" + until)
                .at("hours");
        assertThat(hours)
                .hasSizeGreaterThan(31 * 24 - 1)
                .allSatisfy(hour -> assertThat((double) hour.path("occupied").asInt()
                                / hour.path("total").asInt())
                        .isBetween(0.2, 0.85));
    }

    @Test
    void the_past_is_long_but_not_too_long() {
        assertThat(count("select count(*) from parking.reservation")).isBetween(15_000, 40_000);
        assertThat(count("select count(*) from parking.reservation where from_at < now() - interval '89 days'"))
                .isPositive();
        assertThat(count("select count(*) from parking.reservation where status = 'CHECKED_IN'"))
                .isGreaterThan(50);
        assertThat(count("select count(*) from parking.reservation where status = 'CONFIRMED'"))
                .isGreaterThan(50);
        assertThat(count("select count(*) from accounts.account where email not like '%@example.org'"
                        + " and email not like '%@parkapp.com' and email not like '%@example.com'"))
                .isZero();
        assertThat(count("select count(*) from audit.entry where action = 'lot.created'"))
                .isEqualTo(10);
    }

    @Test
    void receipts_less_credit_notes_are_what_was_captured_less_what_was_refunded() {
        assertThat(count("select count(*) from receipts.document")).isGreaterThan(10_000);
        assertThat(count("""
                        with received as (
                            select subject_id, sum(amount_minor) as minor from (
                                select subject_id, amount_minor from payments.charge where status = 'SUCCEEDED'
                                union all
                                select charge.subject_id, -refund.amount_minor
                                from payments.refund join payments.charge on charge.id = charge_id
                                where refund.status = 'SUCCEEDED') as payment
                            group by subject_id),
                        issued as (
                            select subject_id, sum(case kind when 'RECEIPT' then total_minor else -total_minor end) as minor
                            from receipts.document group by subject_id)
                        select count(*) from received full join issued using (subject_id)
                        where received.minor is distinct from issued.minor""")).isZero();
        assertThat(count("""
                        select count(*) from (
                            select operator_id, series, count(*), max(number) as last, min(number) as first
                            from receipts.document group by operator_id, series) as it
                        where first <> 1 or last <> count""")).isZero();
        assertThat(count("""
                        select count(*) from receipts.document
                        where (content::jsonb ->> 'balanceMinor')::int <> 0 and kind = 'CREDIT_NOTE'""")).isZero();
    }

    /// Its past is written past the rules of parking.
    @Test
    void its_past_could_have_happened() {
        auditor.assertBooksAreRight(10_000);
    }

    @Test
    void the_demos_driver_has_something_of_every_state() {
        var reservations = signedIn("user@parkapp.com", "user123")
                .get("/api/reservations?limit=50")
                .at("items");
        assertThat(reservations).hasSize(15);
        assertThat(StreamSupport.stream(reservations.spliterator(), false)
                        .map(each -> each.path("status").asString()))
                .contains("CONFIRMED", "CHECKED_IN", "COMPLETED", "CANCELLED", "NO_SHOW", "EXPIRED");
        assertThat(reservations)
                .filteredOn(each -> each.path("status").asString().equals("CONFIRMED"))
                .hasSize(2);
        assertThat(reservations)
                .filteredOn(each -> may(each, "CHECK_IN"))
                .as("may be checked in now")
                .hasSize(1);
        assertThat(reservations)
                .filteredOn(each -> may(each, "RECEIPT"))
                .as("paid, with a receipt")
                .hasSizeGreaterThan(7);
    }

    @Test
    void an_upcoming_reservation_can_be_cancelled_and_is_paid_back() {
        var driver = signedIn("user@parkapp.com", "user123");
        var upcoming = driver.get("/api/reservations?limit=1&status=CONFIRMED").at("items.0");
        var cancelled = driver.with("Idempotency-Key", "demo")
                .post("/api/reservations/" + upcoming.path("id").asString() + "/cancellation");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.at("refunded")).isEqualTo(upcoming.path("paid"));
    }

    @Test
    void staff_can_sign_in_and_see_their_operators_lots_only() {
        var overview = signedIn("operator@parkapp.com", "operator123").get("/api/reports/overview");
        assertThat(overview.at("occupancy")).hasSize(7);
        assertThat(overview.at("arrivalsToday").asInt()).isPositive();
        assertThat(signedIn("attendant@parkapp.com", "attendant123")
                        .get("/api/reservations?scope=all&limit=5")
                        .at("items"))
                .hasSize(5);
    }

    @Test
    void the_same_day_has_the_same_traffic_and_the_same_minute_the_same_books() {
        var place = Places.ALL.getFirst();
        var lot = lots.search(new LotSearch(
                        place.lot().name(), null, LotSearch.RADIUS_METERS_DEFAULT, null, LotSearch.Sort.BEST, 1, null))
                .getFirst()
                .lot();
        var site = new Site(lot, lots.spots(lot.id()));
        var morning = LocalDate.of(2026, 11, 20)
                .atTime(LocalTime.of(8, 0))
                .atZone(Places.ZONE)
                .toInstant();
        var traffic = new Traffic(site, place.demands(), Drivers.all(), morning, DemoCity.PAST_DAYS).visits();
        assertThat(new Traffic(
                                site,
                                place.demands(),
                                Drivers.all(),
                                morning.plus(Duration.ofHours(12)),
                                DemoCity.PAST_DAYS)
                        .visits())
                .isEqualTo(traffic);
        assertThat(traffic).extracting(Visit::id).doesNotHaveDuplicates();
        var now = clock.instant();
        var visit = new Traffic(site, place.demands(), Drivers.all(), now, DemoCity.PAST_DAYS)
                .visits()
                .getFirst();
        var prices = tariffs.prices(List.of(lot.id()));
        assertThat(new Books(site, prices, now).rows(visit)).isEqualTo(new Books(site, prices, now).rows(visit));
    }

    private static boolean may(JsonNode reservation, String action) {
        return StreamSupport.stream(reservation.path("actions").spliterator(), false)
                .anyMatch(each -> each.asString().equals(action));
    }

    private Http signedIn(String email, String password) {
        var answer = http.post("/api/auth/login", Http.body("email", email, "password", password));
        return http.as(answer.at("accessToken").asString());
    }

    private Instant tomorrowAt(int hour) {
        return clock.instant()
                .atZone(Places.ZONE)
                .plusDays(1)
                .truncatedTo(ChronoUnit.DAYS)
                .withHour(hour)
                .toInstant();
    }

    private String fingerprint() {
        return jdbc.sql("""
                        select concat_ws('|',
                            (select count(*) from lots.operator), (select count(*) from lots.lot),
                            (select count(*) from lots.spot), (select count(*) from tariffs.version),
                            (select count(*) from accounts.account), (select count(*) from accounts.role_grant),
                            (select count(*) from parking.reservation), (select max(number) from parking.reservation),
                            (select sum(amount_minor) from payments.charge),
                            (select sum(amount_minor) from payments.refund), (select count(*) from audit.entry))""").query(String.class).single();
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
