package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.TestClock;
import io.parkapp.accounts.AccountErased;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.payments.Together;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class SwitchBrowsersOnTest {
    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Announcer announcer;
    private final BrowserRepository browsers;
    private final PreferenceRepository preferences;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    SwitchBrowsersOnTest(
            JdbcClient jdbc,
            Http http,
            People people,
            Announcer announcer,
            BrowserRepository browsers,
            PreferenceRepository preferences,
            TransactionTemplate transaction,
            TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.announcer = announcer;
        this.browsers = browsers;
        this.preferences = preferences;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void a_browser_is_switched_on_listed_by_its_owner_alone_and_removed() throws Exception {
        var driver = people.driver();
        var added = add(driver, "https://fcm.googleapis.com/fcm/send/one", BrowserDouble.any());
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        assertThat(added.text()).doesNotContain("fcm/send/one");
        var list = http.as(driver.token()).get("/api/me/browsers");
        assertThat(list.at("publicKey").asString()).hasSize(87);
        assertThat(list.at("items.0.service").asString()).isEqualTo("fcm.googleapis.com");
        assertThat(list.at("items.0.name").asString()).isEqualTo("Firefox on Linux");
        // What is near comes this way from now on, without another click.
        assertThat(preferences.choices(driver.id()).get(MessageKind.REMINDER))
                .containsExactly(Channel.EMAIL, Channel.PUSH);
        var path = "/api/me/browsers/" + added.at("id").asString();
        assertThat(http.as(people.driver().token()).delete(path).status()).isEqualTo(404);
        assertThat(http.as(driver.token()).delete(path).status()).isEqualTo(204);
        assertThat(http.as(driver.token()).delete(path).status()).isEqualTo(404);
        assertThat(jdbc.sql(
                                "select action from audit.entry where subject_id = :account and action like 'browser.%' order by id")
                        .param("account", driver.id())
                        .query(String.class)
                        .list())
                .containsExactly("browser.added", "browser.removed");
    }

    @Test
    void what_is_no_subscription_is_refused_by_the_name_of_what_is_wrong() throws Exception {
        var driver = people.driver();
        var good = BrowserDouble.any();
        var service = "https://fcm.googleapis.com/fcm/send/two";
        var auth = good.authText();
        assertThat(wrong(add(driver, "https://169.254.169.254/latest", good))).isEqualTo("endpoint");
        var infinity = "AA";
        var offCurve = good.p256dhText().substring(0, 80) + "AAAAAAA";
        for (var each : List.of("", "AAAA", infinity, offCurve, compressed(good), hybrid(good))) {
            assertThat(wrong(add(driver, service, each, auth))).as(each).isEqualTo("p256dh");
        }
        assertThat(wrong(add(driver, service, good.p256dhText(), "AAAA"))).isEqualTo("auth");
        for (var each : List.of(" ", "\u200b", "\n")) {
            assertThat(wrong(add(driver, service, good.p256dhText(), auth, each)))
                    .isEqualTo("name");
        }
        assertThat(browsers.list(driver.id())).isEmpty();
    }

    @Test
    void a_browser_belongs_to_whoever_switched_it_on_last() throws Exception {
        var first = people.driver();
        var second = people.driver();
        var browser = BrowserDouble.any();
        var endpoint = "https://fcm.googleapis.com/fcm/send/" + UUID.randomUUID();
        add(first, endpoint, browser);
        assertThat(add(second, endpoint, browser).status()).isEqualTo(201);
        assertThat(add(second, endpoint, browser).status()).isEqualTo(201);
        assertThat(browsers.list(first.id())).isEmpty();
        assertThat(browsers.list(second.id())).hasSize(1);
    }

    @Test
    void however_many_come_at_once_an_account_has_ten_and_without_the_lock_it_may_have_more() throws Exception {
        var driver = people.driver();
        var browser = BrowserDouble.any();
        atOnce(() -> add(driver, "https://fcm.googleapis.com/fcm/send/" + UUID.randomUUID(), browser)
                .status());
        assertThat(browsers.list(driver.id())).hasSize(Browser.PER_ACCOUNT_MAX);
        assertThat(add(driver, "https://fcm.googleapis.com/fcm/send/more", browser)
                        .problem())
                .isEqualTo("too-many-browsers");
        var other = people.driver();
        for (var round = 0; browsers.list(other.id()).size() <= Browser.PER_ACCOUNT_MAX && round < 50; round++) {
            atOnce(() -> transaction.execute(status -> browsers.add(
                            other.id(),
                            "https://fcm.googleapis.com/fcm/send/" + UUID.randomUUID(),
                            browser.p256dh,
                            browser.auth,
                            "Unlocked",
                            clock.instant())
                    .isPresent()));
            if (browsers.list(other.id()).size() == Browser.PER_ACCOUNT_MAX) {
                browsers.list(other.id()).forEach(each -> browsers.remove(other.id(), each.id()));
            }
        }
        assertThat(browsers.list(other.id())).hasSizeGreaterThan(Browser.PER_ACCOUNT_MAX);
    }

    @Test
    void the_first_browser_brings_what_is_near_and_would_be_mailed() throws Exception {
        var driver = people.driver();
        preferences.choose(driver.id(), MessageKind.OVERSTAY, Set.of(Channel.EMAIL, Channel.CHAT));
        addAny(driver);
        assertThat(preferences.choices(driver.id()))
                .containsOnly(
                        entry(MessageKind.REMINDER, Set.of(Channel.EMAIL, Channel.PUSH)),
                        entry(MessageKind.HOLD_LAPSING, Set.of(Channel.EMAIL, Channel.PUSH)),
                        entry(MessageKind.OVERSTAY, Set.of(Channel.EMAIL, Channel.CHAT, Channel.PUSH)));
    }

    @Test
    void who_wants_no_reminders_or_them_another_way_gets_none_for_a_browser() throws Exception {
        var driver = people.driver();
        preferences.choose(driver.id(), MessageKind.REMINDER, Set.of());
        preferences.withoutMail(driver.id(), MessageKind.HOLD_LAPSING);
        preferences.choose(driver.id(), MessageKind.OVERSTAY, Set.of(Channel.SMS));
        addAny(driver);
        assertThat(preferences.choices(driver.id()))
                .containsOnly(
                        entry(MessageKind.REMINDER, Set.of()),
                        entry(MessageKind.HOLD_LAPSING, Set.of()),
                        entry(MessageKind.OVERSTAY, Set.of(Channel.SMS)));
    }

    @Test
    void another_browser_changes_nothing_of_what_was_chosen_for_the_first() throws Exception {
        var driver = people.driver();
        addAny(driver);
        for (var each : MessageKind.values()) {
            preferences.choose(driver.id(), each, Set.of(Channel.EMAIL));
        }
        addAny(driver);
        assertThat(browsers.list(driver.id())).hasSize(2);
        assertThat(preferences.choices(driver.id()).values()).containsOnly(Set.of(Channel.EMAIL));
    }

    @Test
    void push_is_chosen_once_there_is_a_browser_and_an_erased_account_has_none() throws Exception {
        var driver = people.driver();
        var body = Http.body(
                "timeZone",
                "Europe/Berlin",
                "kinds",
                List.of(Http.body("kind", "RECEIPT", "channels", List.of("EMAIL", "PUSH"))));
        assertThat(http.as(driver.token())
                        .put("/api/me/notifications", body)
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("kinds");
        addAny(driver);
        assertThat(http.as(driver.token()).put("/api/me/notifications", body).status())
                .isEqualTo(200);
        transaction.executeWithoutResult(status -> announcer.heard(new AccountErased(driver.id())));
        assertThat(browsers.list(driver.id())).isEmpty();
    }

    private Http.Answer addAny(Person person) throws GeneralSecurityException {
        return add(person, "https://fcm.googleapis.com/fcm/send/" + UUID.randomUUID(), BrowserDouble.any());
    }

    private Http.Answer add(Person person, String endpoint, BrowserDouble browser) {
        return add(person, endpoint, browser.p256dhText(), browser.authText());
    }

    private Http.Answer add(Person person, String endpoint, String p256dh, String auth) {
        return add(person, endpoint, p256dh, auth, "Firefox on Linux");
    }

    private Http.Answer add(Person person, String endpoint, String p256dh, String auth, String name) {
        return http.as(person.token())
                .post(
                        "/api/me/browsers",
                        Http.body("endpoint", endpoint, "p256dh", p256dh, "auth", auth, "name", name));
    }

    private static String wrong(Http.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.at("errors.0.field").asString();
    }

    /// The same point as the sign of one coordinate and the other one.
    private static String compressed(BrowserDouble browser) {
        var bytes = Arrays.copyOf(browser.p256dh, 33);
        bytes[0] = (byte) (2 + sign(browser));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The same point with both coordinates and the sign.
    private static String hybrid(BrowserDouble browser) {
        var bytes = browser.p256dh.clone();
        bytes[0] = (byte) (6 + sign(browser));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int sign(BrowserDouble browser) {
        return browser.p256dh[browser.p256dh.length - 1] & 1;
    }

    private static <T> void atOnce(Callable<T> each) throws Exception {
        Together.run(Collections.nCopies(20, each));
    }
}
