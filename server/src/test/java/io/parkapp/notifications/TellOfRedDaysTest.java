package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.accounting.Proofs;
import io.parkapp.demo.DemoCity;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.QuietScheduler;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// On the demo city, of which somebody who switched the database's guards off changes a row.
@ParkappTest
@Import(Mailroom.class)
@ExtendWith(QuietScheduler.class)
class TellOfRedDaysTest {
    private static final UUID OPERATOR = DemoCity.OPERATOR;
    private static final Duration AN_HOUR = Duration.ofMinutes(61);
    private static final Duration A_DAY = Duration.ofHours(25);

    private final DemoCity city;
    private final Proofs proofs;
    private final Http http;
    private final People people;
    private final JdbcClient jdbc;
    private final PreferenceRepository preferences;
    private final BrowserRepository browsers;
    private final Mailroom mailroom;
    private final TestClock clock;
    private final GreenMail server = Mailroom.server();
    private final Delivery delivery;

    TellOfRedDaysTest(
            DemoCity city,
            Proofs proofs,
            Http http,
            People people,
            JdbcClient jdbc,
            PreferenceRepository preferences,
            BrowserRepository browsers,
            Mailroom mailroom,
            TestClock clock) {
        this.city = city;
        this.proofs = proofs;
        this.http = http;
        this.people = people;
        this.jdbc = jdbc;
        this.preferences = preferences;
        this.browsers = browsers;
        this.mailroom = mailroom;
        this.clock = clock;
        this.delivery = mailroom.delivery(mailroom.smtp(server.getSmtp().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop();
        clock.reset();
    }

    @Test
    void a_day_that_turns_red_is_told_once_to_whoever_may_read_the_books() throws Exception {
        city.load(3);
        jdbc.sql("alter table ledger.transfer disable trigger user").update();
        var admin = people.operatorAdmin(OPERATOR);
        var platform = people.platformAdmin();
        var unwilling = people.operatorAdmin(OPERATOR);
        var attendant = people.attendant(OPERATOR);
        var driver = people.driver();
        var other = people.operatorAdmin(CarPark.payOnLeaving(jdbc, 1).operator());
        preferences.choose(unwilling.id(), MessageKind.BOOKS_DIFFER, Set.of());
        var atBrowser = people.operatorAdmin(OPERATOR);
        preferences.choose(atBrowser.id(), MessageKind.BOOKS_DIFFER, Set.of(Channel.PUSH));
        var day =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin")).minusDays(1);
        proveAll();
        assertThat(mailroom.kinds(admin)).isEmpty();

        clock.push(A_DAY);
        change(day, 1);
        proveAll();
        proveAll();
        delivery.run();
        delivery.run();

        assertThat(mailroom.kinds(admin)).containsExactly(MessageKind.BOOKS_DIFFER);
        assertThat(mailroom.kinds(platform)).containsExactly(MessageKind.BOOKS_DIFFER);
        for (var each : new People.Person[] {unwilling, attendant, driver, other}) {
            assertThat(mailroom.kinds(each)).as(each.name()).isEmpty();
        }
        var mail = Mailroom.mails(server, admin.email()).getFirst();
        assertThat(Mailroom.mails(server, admin.email())).hasSize(1);
        assertThat(mail.getSubject()).endsWith("does not add up");
        assertThat(mail.getHeader("List-Unsubscribe")).isNotEmpty();
        assertThat((String) Mailroom.part(mail, "text/plain").getContent())
                .contains("the ledger", "/operate/books?operator=" + OPERATOR + "&day=" + day);
        assertThat(pageOpenedFor(atBrowser)).isEqualTo("/operate/books?operator=" + OPERATOR + "&day=" + day);

        clock.push(AN_HOUR);
        proveAll();
        assertThat(mailroom.kinds(admin)).as("still red").hasSize(1);

        change(day, -1);
        clock.push(AN_HOUR);
        proveAll();
        assertThat(mailroom.kinds(admin)).as("green again").hasSize(1);

        change(day, 1);
        clock.push(A_DAY);
        proveAll();
        assertThat(mailroom.kinds(admin)).as("red anew").hasSize(2);
    }

    @Test
    void only_whoever_reads_books_is_asked_about_it() {
        var operator = CarPark.payOnLeaving(jdbc, 1).operator();
        var reader = http.as(people.operatorAdmin(operator).token());
        var driver = http.as(people.driver().token());
        var wish = Http.body(
                "timeZone",
                "Europe/Berlin",
                "kinds",
                List.of(Map.of("kind", "BOOKS_DIFFER", "channels", List.of("EMAIL"))));
        assertThat(reader.get("/api/me/notifications").text()).contains("BOOKS_DIFFER");
        assertThat(reader.put("/api/me/notifications", wish).status()).isEqualTo(200);
        assertThat(driver.get("/api/me/notifications").text())
                .contains("REMINDER")
                .doesNotContain("BOOKS_DIFFER");
        assertThat(driver.put("/api/me/notifications", wish)
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("kinds");
    }

    private String pageOpenedFor(People.Person person) throws Exception {
        var key = new PushKey(new byte[] {1}, "mailto:parking@example.org");
        try (var service = new PushService(key.publicKey(), clock)) {
            var browser = BrowserDouble.any();
            browsers.add(
                    person.id(),
                    service.subscribe("desk", browser),
                    browser.p256dh,
                    browser.auth,
                    "Firefox on Linux",
                    clock.instant());
            var settings = new PushSettings("", "", List.of(service.origin()));
            mailroom.delivery(new PushCarrier(settings, key, browsers, clock)).run();
            return service.shown.getFirst().note().path("page").asString();
        }
    }

    private void proveAll() {
        while (proofs.proveDue() > 0) {
            // Until all are proved.
        }
    }

    private void change(LocalDate day, int byMinor) {
        assertThat(jdbc.sql("""
                                update ledger.transfer set amount_minor = amount_minor + :by where id = (
                                    select min(id::text)::uuid from ledger.transfer
                                    where event = 'OWED' and operator_id = :operator
                                      and (at at time zone 'Europe/Berlin')::date = :day)""")
                        .param("by", byMinor)
                        .param("operator", OPERATOR)
                        .param("day", day)
                        .update())
                .isEqualTo(1);
    }
}
