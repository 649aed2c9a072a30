package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.platform.Sql;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@Import(Mailroom.class)
@ExtendWith(QuietScheduler.class)
class ChooseHowToBeToldTest {
    private static final String PHONE = "+491701234567";
    private static final String WEBHOOK = "https://chat.googleapis.com" + Phones.SPACE;

    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Mailroom mailroom;
    private final Announcer announcer;
    private final Unsubscribing unsubscribing;
    private final PreferenceRepository preferences;
    private final TestClock clock;

    ChooseHowToBeToldTest(
            JdbcClient jdbc,
            Http http,
            People people,
            Mailroom mailroom,
            Announcer announcer,
            Unsubscribing unsubscribing,
            PreferenceRepository preferences,
            TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.mailroom = mailroom;
        this.announcer = announcer;
        this.unsubscribing = unsubscribing;
        this.preferences = preferences;
        this.clock = clock;
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void what_is_part_of_a_booking_is_always_mailed() {
        var driver = people.driver();
        var refused = save(driver, Http.body(), Map.of(MessageKind.RECEIPT, List.of()));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("errors.0.field").asString()).isEqualTo("kinds");
    }

    @Test
    void a_way_that_is_not_set_up_or_has_no_number_is_refused() {
        var driver = people.driver();
        assertThat(save(driver, Http.body(), Map.of(MessageKind.REMINDER, List.of(Channel.SMS)))
                        .status())
                .isEqualTo(400);
        assertThat(save(driver, Http.body(), Map.of(MessageKind.REMINDER, List.of(Channel.CHAT)))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("chatUrl");
        assertThat(save(driver, Http.body("chatUrl", "http://169.254.169.254/v1/spaces/"), Map.of())
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("chatUrl");
        assertThat(save(driver, Http.body("phone", "0170 1234567"), Map.of()).status())
                .isEqualTo(400);
        assertThat(save(driver, Http.body("timeZone", "Mars/Olympus"), Map.of())
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("timeZone");
    }

    @Test
    void what_was_chosen_is_read_again() {
        var driver = people.driver();
        var saved = save(
                driver,
                Http.body("quietFrom", "22:00", "quietUntil", "07:00", "chatUrl", WEBHOOK),
                Map.of(MessageKind.REMINDER, List.of(Channel.CHAT)));
        assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
        var read = http.as(driver.token()).get("/api/me/notifications");
        assertThat(read.json()).isEqualTo(saved.json());
        assertThat(read.at("quietFrom").asString()).isEqualTo("22:00");
        assertThat(read.at("available").valueStream().map(each -> each.asString()))
                .containsExactly("EMAIL", "CHAT", "PUSH");
    }

    @Test
    void a_reminder_goes_to_the_phone_and_into_the_chat_and_not_by_mail() throws Exception {
        var driver = people.driver();
        preferences.save(driver.id(), new PreferenceRepository.Row("Europe/Berlin", null, null, PHONE, "placeholder"));
        preferences.choose(driver.id(), MessageKind.REMINDER, Set.of(Channel.SMS, Channel.CHAT));
        try (var phones = new Phones()) {
            preferences.save(
                    driver.id(),
                    new PreferenceRepository.Row("Europe/Berlin", null, null, PHONE, phones.url() + Phones.SPACE));
            var reservation = mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), Duration.ofHours(3));
            clock.push(Duration.ofMinutes(125));
            announcer.findDue();
            sms(phones, Phones.TOKEN).run();
            mailroom.delivery(new ChatCarrier(new ChatSettings(phones.url() + "/")))
                    .run();
            assertThat(phones.texts).hasSize(1);
            assertThat(phones.texts.getFirst().get("To")).isEqualTo(PHONE);
            assertThat(phones.texts.getFirst().get("Body"))
                    .startsWith("Test Parking: Soon: parking at Test Lot")
                    .endsWith("/reservations/" + reservation);
            assertThat(phones.chats).hasSize(1);
        }
        assertThat(mailroom.rows(driver))
                .filteredOn(each -> each.kind() == MessageKind.REMINDER)
                .hasSize(2);
        assertThat(jdbc.sql(
                                "select address from notifications.message where account_id = :account and channel = 'CHAT'")
                        .param("account", driver.id())
                        .query(String.class)
                        .single())
                .isEqualTo("Google Chat");
    }

    @Test
    void a_wrong_number_is_given_up_and_trouble_passes() throws Exception {
        var driver = people.driver();
        preferences.choose(driver.id(), MessageKind.REMINDER, Set.of(Channel.SMS));
        preferences.save(driver.id(), new PreferenceRepository.Row("Europe/Berlin", null, null, "+4917000000", null));
        mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), Duration.ofHours(3));
        clock.push(Duration.ofMinutes(125));
        announcer.findDue();
        try (var phones = new Phones()) {
            phones.trouble = 503;
            sms(phones, Phones.TOKEN).run();
            assertThat(reminder(driver).status()).isEqualTo(MessageStatus.QUEUED);
            assertThat(reminder(driver).lastFailure()).startsWith("Twilio answered 503");
            phones.trouble = 0;
            clock.push(Duration.ofMinutes(1));
            sms(phones, "wrong").run();
            assertThat(reminder(driver).lastFailure()).startsWith("Twilio answered 401");
            clock.push(Duration.ofMinutes(2));
            sms(phones, Phones.TOKEN).run();
            assertThat(reminder(driver).status()).isEqualTo(MessageStatus.FAILED);
            assertThat(reminder(driver).lastFailure()).contains("not a valid phone number");
        }
    }

    @Test
    void a_webhook_that_lets_nobody_in_is_given_up_and_the_next_one_hears_of_it() throws Exception {
        var drivers = List.of(people.driver(), people.driver());
        try (var phones = new Phones()) {
            var webhooks = List.of(Phones.SPACE.replace("token=t", "token=old"), Phones.SPACE);
            for (var i = 0; i < drivers.size(); i++) {
                var driver = drivers.get(i);
                preferences.choose(driver.id(), MessageKind.REMINDER, Set.of(Channel.CHAT));
                preferences.save(
                        driver.id(),
                        new PreferenceRepository.Row(
                                "Europe/Berlin", null, null, null, phones.url() + webhooks.get(i)));
                mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), Duration.ofHours(3));
            }
            clock.push(Duration.ofMinutes(125));
            announcer.findDue();
            mailroom.delivery(new ChatCarrier(new ChatSettings(phones.url() + "/")))
                    .run();
            assertThat(phones.chats).hasSize(1);
        }
        assertThat(drivers)
                .extracting(each -> reminder(each).status())
                .containsExactly(MessageStatus.FAILED, MessageStatus.SENT);
    }

    @Test
    void one_click_ends_mails_of_a_kind_without_signing_in() throws Exception {
        var driver = people.driver();
        var server = Mailroom.server();
        try {
            var header = reminded(driver, server);
            assertThat(header).startsWith("<").endsWith(">").contains("/api/unsubscribe/");
            var path = header.substring(header.indexOf("/api/"), header.length() - 1);
            assertThat(http.get(path).at("kind").asString()).isEqualTo("REMINDER");
            var clicked = http.with("Content-Type", "application/x-www-form-urlencoded")
                    .post(path, "List-Unsubscribe=One-Click");
            assertThat(clicked.status()).as(clicked.toString()).isEqualTo(200);
            assertThat(preferences.choices(driver.id())).containsEntry(MessageKind.REMINDER, Set.of());
        } finally {
            server.stop();
        }
    }

    @Test
    void a_link_that_we_did_not_make_or_for_what_one_must_get_ends_nothing() {
        var driver = people.driver();
        var token = unsubscribing.token(driver.id(), MessageKind.REMINDER);
        var forged = token.substring(0, token.length() - 2) + "AA";
        for (var each : List.of(forged, "nonsense", "a.b", unsubscribing.token(driver.id(), MessageKind.RECEIPT))) {
            assertThat(http.post("/api/unsubscribe/" + each).status()).as(each).isEqualTo(404);
        }
        assertThat(preferences.choices(driver.id())).isEmpty();
    }

    @Test
    void what_can_wait_waits_for_the_end_of_quiet_hours() {
        var driver = people.driver();
        preferences.save(
                driver.id(),
                new PreferenceRepository.Row("Asia/Kolkata", LocalTime.of(0, 0), LocalTime.of(23, 59), null, null));
        var reservation = mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), Duration.ofMinutes(30));
        assertThat(reservation).isNotNull();
        clock.moveTo(LocalDate.now(ZoneId.of("UTC"))
                .plusDays(1)
                .atTime(12, 0)
                .atZone(ZoneId.of("Asia/Kolkata"))
                .toInstant());
        jdbc.sql("update parking.reservation set status = 'NO_SHOW' where id = :id")
                .param("id", reservation)
                .update();
        jdbc.sql("""
                        insert into notifications.message (kind, channel, subject_id, version, account_id, facts, due_at,
                                                           next_attempt_at, created_at)
                        select 'NO_SHOW', 'EMAIL', subject_id, version, account_id, facts, :now, :now, :now
                        from notifications.message where subject_id = :id""")
                .param("id", reservation)
                .param("now", Sql.time(clock.instant()))
                .update();
        var delivery = mailroom.delivery(new OutboxCarrier());
        delivery.run();
        assertThat(statuses(driver)).contains("RESERVATION_CONFIRMED SENT", "NO_SHOW QUEUED");
        // The one minute of that day in which one may.
        clock.push(Duration.ofHours(12).minusSeconds(30));
        delivery.run();
        assertThat(statuses(driver)).contains("NO_SHOW SENT");
    }

    @Test
    void who_wants_it_is_invited_back_at_most_once_a_day_after_a_week_without_a_booking() {
        var wanting = people.driver();
        var other = people.driver();
        preferences.save(wanting.id(), new PreferenceRepository.Row("Europe/Berlin", null, null, null, null));
        preferences.choose(wanting.id(), MessageKind.WAITING_FOR_YOU, Set.of(Channel.EMAIL));
        var noon = LocalDate.now(ZoneId.of("UTC"))
                .plusDays(9)
                .atTime(12, 0)
                .atZone(ZoneId.of("Europe/Berlin"))
                .toInstant();
        clock.moveTo(noon);
        announcer.findWaiting();
        announcer.findWaiting();
        assertThat(mailroom.kinds(wanting)).containsExactly(MessageKind.WAITING_FOR_YOU);
        assertThat(mailroom.kinds(other)).isEmpty();
        clock.moveTo(noon.plus(Duration.ofHours(11)));
        announcer.findWaiting();
        assertThat(mailroom.kinds(wanting)).hasSize(1);
        clock.moveTo(noon.plus(Duration.ofDays(1)));
        announcer.findWaiting();
        assertThat(mailroom.kinds(wanting)).hasSize(2);
        mailroom.reserve(people.again(wanting), CarPark.payOnLeaving(jdbc, 1), Duration.ofDays(1));
        clock.moveTo(noon.plus(Duration.ofDays(2)));
        announcer.findWaiting();
        assertThat(mailroom.kinds(wanting))
                .filteredOn(each -> each == MessageKind.WAITING_FOR_YOU)
                .hasSize(2);
    }

    private String reminded(People.Person driver, GreenMail server) throws Exception {
        mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), Duration.ofHours(3));
        clock.push(Duration.ofMinutes(125));
        announcer.findDue();
        mailroom.delivery(mailroom.smtp(server.getSmtp().getPort())).run();
        for (var each : Mailroom.mails(server, driver.email())) {
            if (each.getHeader("List-Unsubscribe") != null) {
                assertThat(each.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
                // Long headers are folded.
                return each.getHeader("List-Unsubscribe")[0].replaceAll("\\s", "");
            }
        }
        throw new AssertionError("no mail that one can unsubscribe from");
    }

    private Delivery sms(Phones phones, String token) {
        return mailroom.delivery(new SmsCarrier(new SmsSettings(Phones.ACCOUNT, token, Phones.FROM, phones.url())));
    }

    private Mailroom.Row reminder(People.Person driver) {
        return mailroom.rows(driver).stream()
                .filter(each -> each.kind() == MessageKind.REMINDER)
                .findFirst()
                .orElseThrow();
    }

    private List<String> statuses(People.Person driver) {
        return mailroom.rows(driver).stream()
                .map(each -> each.kind() + " " + each.status())
                .toList();
    }

    private Http.Answer save(
            People.Person driver, Map<String, Object> fields, Map<MessageKind, List<Channel>> choices) {
        var body = Http.body("timeZone", "Europe/Berlin");
        body.putAll(fields);
        body.put(
                "kinds",
                Arrays.stream(MessageKind.values())
                        .filter(choices::containsKey)
                        .map(each -> Http.body("kind", each, "channels", choices.getOrDefault(each, List.of())))
                        .toList());
        return http.as(driver.token()).put("/api/me/notifications", body);
    }
}
