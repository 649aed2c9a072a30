package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.QuietScheduler;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@Import(Mailroom.class)
@ExtendWith(QuietScheduler.class)
class TellBrowsersTest {
    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Mailroom mailroom;
    private final Announcer announcer;
    private final BrowserRepository browsers;
    private final PreferenceRepository preferences;
    private final TestClock clock;
    private final PushKey key = new PushKey(new byte[] {1, 2, 3}, "mailto:parking@example.org");
    private PushService service;

    TellBrowsersTest(
            JdbcClient jdbc,
            Http http,
            People people,
            Mailroom mailroom,
            Announcer announcer,
            BrowserRepository browsers,
            PreferenceRepository preferences,
            TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.mailroom = mailroom;
        this.announcer = announcer;
        this.browsers = browsers;
        this.preferences = preferences;
        this.clock = clock;
    }

    @BeforeEach
    void open() throws Exception {
        service = new PushService(key.publicKey(), clock);
    }

    @AfterEach
    void reset() {
        service.close();
        clock.reset();
    }

    @Test
    void the_double_reads_the_example_of_the_rfc_and_nothing_that_was_changed() throws Exception {
        var browser = BrowserDouble.of(
                "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "BTBZMqHH6r4Tts7J_aSIgg");
        var body = BrowserDouble.bytes(
                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
                        + "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4"
                        + "a-fN");
        assertThat(browser.read(body)).isEqualTo("When I grow up, I want to be a watermelon");
        body[body.length - 1] ^= 1;
        assertThatThrownBy(() -> browser.read(body)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_reminder_is_shown_by_every_browser_of_its_reader_and_opens_the_reservation() throws Exception {
        var driver = reminded("desk", "phone");
        delivery().run();
        assertThat(service.refusals).isEmpty();
        assertThat(service.shown).extracting(PushService.Shown::browser).containsExactly("desk", "phone");
        var one = service.shown.getFirst();
        assertThat(one.note().propertyNames()).containsExactlyInAnyOrder("id", "title", "text", "page");
        assertThat(one.note().path("title").asString()).startsWith("Soon: parking at Test Lot");
        assertThat(one.note().path("page").asString()).startsWith("/reservations/");
        assertThat(one.urgency()).isEqualTo("high");
        assertThat(one.ttlSeconds()).isEqualTo(3_600);
        assertThat(reminder(driver).status()).isEqualTo(MessageStatus.SENT);
        assertThat(browsers.list(driver.id())).allMatch(each -> each.lastToldAt() != null);
    }

    @Test
    void a_browser_that_is_gone_is_forgotten_and_a_message_that_reaches_nobody_is_dropped() throws Exception {
        var driver = reminded("gone", "unknown");
        service.troubles.put("gone", new PushService.Trouble(410));
        service.troubles.put("unknown", new PushService.Trouble(404));
        delivery().run();
        assertThat(browsers.list(driver.id())).isEmpty();
        assertThat(reminder(driver).status()).isEqualTo(MessageStatus.DROPPED);
    }

    @Test
    void who_asks_for_patience_gets_it_and_nobody_is_told_twice() throws Exception {
        var driver = reminded("desk", "phone");
        service.troubles.put("phone", PushService.Trouble.with(429, "Retry-After", "600"));
        delivery().run();
        assertThat(reminder(driver).status()).isEqualTo(MessageStatus.QUEUED);
        assertThat(reminder(driver).lastFailure()).startsWith("The push service answered 429");
        service.troubles.clear();
        // The usual pause is over, theirs is not.
        clock.push(Duration.ofSeconds(590));
        delivery().run();
        assertThat(service.shown).extracting(PushService.Shown::browser).containsExactly("desk");
        clock.push(Duration.ofSeconds(20));
        delivery().run();
        assertThat(service.shown).extracting(PushService.Shown::browser).containsExactly("desk", "phone");
        assertThat(service.shown)
                .extracting(PushService.Shown::topic)
                .containsOnly(service.shown.getFirst().topic());
        assertThat(reminder(driver).status()).isEqualTo(MessageStatus.SENT);
    }

    @Test
    void trouble_passes_and_another_key_is_refused_for_good() throws Exception {
        var driver = reminded("desk");
        service.troubles.put("desk", PushService.Trouble.with(503, "Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"));
        delivery().run();
        assertThat(reminder(driver).status()).isEqualTo(MessageStatus.QUEUED);
        service.troubles.clear();
        clock.push(Duration.ofMinutes(1));
        delivery(new PushKey(new byte[] {9}, "mailto:parking@example.org"), service.origin())
                .run();
        assertThat(service.refusals)
                .containsExactly(
                        "java.security.GeneralSecurityException: another key than the browser subscribed with");
        assertThat(reminder(driver).status()).isEqualTo(MessageStatus.FAILED);
        assertThat(browsers.list(driver.id())).hasSize(1);
    }

    @Test
    void a_service_that_is_away_or_lets_nobody_in_keeps_nothing_from_the_readers_of_another() throws Exception {
        try (var away = new NobodyThere()) {
            var drivers = Stream.generate(people::driver).limit(4).toList();
            subscribe(drivers.get(0), away.origin() + "/first", BrowserDouble.any());
            subscribe(drivers.get(1), away.origin() + "/second", BrowserDouble.any());
            subscribe(drivers.get(2), "stranger");
            service.troubles.put("stranger", new PushService.Trouble(401));
            subscribe(drivers.get(3), "desk");
            remind(drivers);
            var delivery = delivery(key, service.origin(), away.origin());
            delivery.run();
            assertThat(service.shown).extracting(PushService.Shown::browser).containsExactly("desk");
            assertThat(drivers)
                    .extracting(each -> reminder(each).status())
                    .containsExactly(
                            MessageStatus.QUEUED, MessageStatus.QUEUED, MessageStatus.FAILED, MessageStatus.SENT);
            assertThat(reminder(drivers.getFirst()).lastFailure()).isEqualTo("localhost cannot be reached");
            assertThat(away.calls()).isEqualTo(1);
            clock.push(Duration.ofMinutes(1));
            delivery.run();
            assertThat(away.calls()).isEqualTo(2);
        }
    }

    @Test
    void a_service_that_is_no_longer_named_is_not_called() throws Exception {
        var driver = reminded("desk");
        delivery(key, "https://push.example.org").run();
        assertThat(service.calls).isEmpty();
        assertThat(reminder(driver).status()).isEqualTo(MessageStatus.FAILED);
        assertThat(reminder(driver).lastFailure()).isEqualTo("This is no push service");
    }

    @Test
    void who_sends_a_message_elsewhere_is_not_followed() throws Exception {
        var driver = reminded("desk");
        service.subscribe("elsewhere", BrowserDouble.any());
        service.troubles.put("desk", PushService.Trouble.with(307, "Location", service.origin() + "/elsewhere"));
        delivery().run();
        assertThat(service.calls).containsExactly("desk");
        assertThat(reminder(driver).status()).isEqualTo(MessageStatus.FAILED);
        assertThat(reminder(driver).lastFailure()).startsWith("The push service answered 307");
    }

    @Test
    void of_a_long_refusal_only_the_beginning_is_read() throws Exception {
        var driver = reminded("desk");
        service.troubles.put("desk", new PushService.Trouble(400, Map.of(), "No! ".repeat(500)));
        delivery().run();
        assertThat(reminder(driver).lastFailure())
                .startsWith("The push service answered 400: No! No!")
                .hasSizeLessThan(300);
    }

    @Test
    void a_link_that_opens_an_account_is_not_shown() throws Exception {
        var driver = people.driver();
        subscribe(driver, "desk");
        preferences.choose(driver.id(), MessageKind.PASSWORD_RESET, Set.of(Channel.EMAIL, Channel.PUSH));
        http.post("/api/auth/password-reset", Http.body("email", driver.email()));
        delivery().run();
        assertThat(service.shown).hasSize(1);
        assertThat(service.shown.getFirst().note().toString())
                .doesNotContain("reset-password")
                .contains("\"/messages\"");
    }

    /// A driver whose reminder is due, with these browsers.
    private Person reminded(String... names) throws Exception {
        var driver = people.driver();
        for (var each : names) {
            subscribe(driver, each);
        }
        remind(List.of(driver));
        return driver;
    }

    /// All of a sudden, in this order.
    private void remind(List<Person> drivers) {
        for (var each : drivers) {
            preferences.choose(each.id(), MessageKind.REMINDER, Set.of(Channel.PUSH));
            mailroom.reserve(each, CarPark.payOnLeaving(jdbc, 1), Duration.ofHours(3));
        }
        clock.push(Duration.ofMinutes(125));
        announcer.findDue();
    }

    private void subscribe(Person person, String name) throws GeneralSecurityException {
        var browser = BrowserDouble.any();
        subscribe(person, service.subscribe(name, browser), browser);
    }

    private void subscribe(Person person, String endpoint, BrowserDouble browser) {
        browsers.add(person.id(), endpoint, browser.p256dh, browser.auth, "Firefox on Linux", clock.instant());
    }

    private Delivery delivery() {
        return delivery(key, service.origin());
    }

    private Delivery delivery(PushKey by, String... services) {
        var settings = new PushSettings("", "", List.of(services));
        return mailroom.delivery(new PushCarrier(settings, by, browsers, clock));
    }

    private Mailroom.Row reminder(Person driver) {
        return mailroom.rows(driver).stream()
                .filter(each -> each.kind() == MessageKind.REMINDER)
                .findFirst()
                .orElseThrow();
    }
}
