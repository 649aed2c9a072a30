package io.parkapp.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.TestClock;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.platform.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Runs the schedule by hand: the job would hold rows while a test looks for what became of them.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class MonthlyScheduleTest {
    /// Summer in the first two is winter in the third; the second changes its clocks on the first of November itself.
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Sydney");

    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final MonthlyReports reports;
    private final TestClock clock;

    MonthlyScheduleTest(JdbcClient jdbc, Http http, People people, MonthlyReports reports, TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.reports = reports;
        this.clock = clock;
    }

    @Test
    void each_month_is_reported_once_at_eight_where_the_driver_is_across_both_clock_changes() {
        clock.moveTo(Instant.parse("2027-02-10T12:00:00Z"));
        var drivers = ZONES.stream().map(zone -> Map.entry(zone, wanting(zone))).toList();
        for (var month = YearMonth.of(2027, 2); month.isBefore(YearMonth.of(2027, 12)); month = month.plusMonths(1)) {
            for (var each : drivers) {
                var zone = ZoneId.of(each.getKey());
                var due = month.plusMonths(1)
                        .atDay(1)
                        .atTime(LocalTime.of(8, 0))
                        .atZone(zone)
                        .toInstant();
                assertThat(http.as(people.again(each.getValue()).token())
                                .get("/api/me/monthly-report")
                                .at("nextAt")
                                .asString())
                        .isEqualTo(due.toString());
            }
            // In the order in which eight o'clock comes: Sydney, Berlin, New York.
            for (var each : List.of(drivers.get(2), drivers.get(0), drivers.get(1))) {
                var due = month.plusMonths(1)
                        .atDay(1)
                        .atTime(8, 0)
                        .atZone(ZoneId.of(each.getKey()))
                        .toInstant();
                clock.moveTo(due.minusSeconds(30));
                reports.scheduleDue();
                assertThat(months(each.getValue())).doesNotContain(month.toString());
                clock.moveTo(due.plusSeconds(1));
                reports.scheduleDue();
                reports.scheduleDue();
                assertThat(months(each.getValue())).containsOnlyOnce(month.toString());
            }
        }
        drivers.forEach(each -> assertThat(months(each.getValue())).hasSize(10));
        clock.reset();
    }

    @Test
    void months_in_which_nothing_ran_are_made_up_for() {
        clock.moveTo(Instant.parse("2027-02-10T12:00:00Z"));
        var ada = wanting("Asia/Kolkata");
        clock.moveTo(Instant.parse("2027-05-03T00:00:00Z"));
        for (var run = 0; run < 5; run++) {
            reports.scheduleDue();
        }
        assertThat(months(ada)).containsExactlyInAnyOrder("2027-02", "2027-03", "2027-04");
        clock.reset();
    }

    @Test
    void of_runs_at_once_each_takes_others_and_nobody_is_reported_to_twice() throws Exception {
        var due = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(1));
        var accounts = IntStream.range(0, 500).mapToObj(each -> people.driver()).toList();
        for (var each : accounts) {
            jdbc.sql("insert into exports.monthly_wish (account_id, time_zone, due_at) values (:account, 'UTC', :due)")
                    .param("account", each.id())
                    .param("due", Sql.time(due))
                    .update();
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            var runs = new ArrayList<Future<Integer>>();
            for (var each = 0; each < 8; each++) {
                runs.add(threads.submit(reports::scheduleDue));
            }
            for (var each : runs) {
                assertThat(each.get()).isLessThanOrEqualTo(MonthlyReports.DUE_AT_ONCE_MAX);
            }
        }
        while (reports.scheduleDue() > 0) {
            // Until all had their turn.
        }
        assertThat(jdbc.sql("select account_id from exports.export where account_id = any(:accounts)")
                        .param("accounts", accounts.stream().map(Person::id).toArray(UUID[]::new))
                        .query(UUID.class)
                        .list())
                .hasSize(500)
                .doesNotHaveDuplicates();
        jdbc.sql("update exports.export set status = 'CANCELLED', finished_at = created_at where status = 'QUEUED'")
                .update();
    }

    @Test
    void who_does_not_want_it_any_more_gets_none() {
        clock.moveTo(Instant.parse("2027-02-10T12:00:00Z"));
        var ada = wanting("Europe/Berlin");
        http.as(people.again(ada).token()).put("/api/me/monthly-report", Http.body("wanted", false));
        clock.moveTo(Instant.parse("2027-03-02T12:00:00Z"));
        reports.scheduleDue();
        assertThat(months(ada)).isEmpty();
        clock.reset();
    }

    private Person wanting(String zone) {
        var driver = people.driver();
        var answer = http.as(driver.token()).put("/api/me/monthly-report", Http.body("wanted", true, "timeZone", zone));
        assertThat(answer.at("wanted").asBoolean()).as(answer.toString()).isTrue();
        return driver;
    }

    private List<String> months(Person person) {
        return http.as(people.again(person).token())
                .get("/api/exports?limit=100")
                .at("items")
                .valueStream()
                .map(each -> each.path("month").asString())
                .toList();
    }
}
