package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.accounts.Links;
import io.parkapp.audit.Audit;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.QuietScheduler;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ParkappTest
@Import(Mailroom.class)
@ExtendWith(QuietScheduler.class)
class OutboxControllerTest {
    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Mailroom mailroom;
    private final OutboxRepository repository;
    private final MessageRepository messages;
    private final Links links;
    private final JsonMapper json;
    private final Audit audit;
    private final TestClock clock;

    OutboxControllerTest(
            JdbcClient jdbc,
            Http http,
            People people,
            Mailroom mailroom,
            OutboxRepository repository,
            MessageRepository messages,
            Links links,
            JsonMapper json,
            Audit audit,
            TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.mailroom = mailroom;
        this.repository = repository;
        this.messages = messages;
        this.links = links;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    @Test
    void everybody_reads_their_own_and_nobody_else_s() {
        var driver = people.driver();
        mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), Duration.ofDays(1));
        mailroom.delivery(new OutboxCarrier()).run();
        var own = http.as(driver.token()).get("/api/me/messages");
        assertThat(own.at("items")).hasSize(1);
        var id = own.at("items.0.id").asString();
        var opened = http.as(driver.token()).get("/api/me/messages/" + id);
        assertThat(opened.at("html").asString())
                .contains("data:image/png;base64,")
                .doesNotContain("cid:");
        assertThat(opened.at("message.carrier").asString()).isEqualTo("outbox");
        assertThat(opened.at("attachments")).hasSize(1);
        var number = opened.at("attachments.0.number").asString();
        var file = http.as(driver.token()).get("/api/me/messages/" + id + "/attachments/" + number);
        assertThat(file.text()).contains("BEGIN:VCALENDAR");
        assertThat(file.header("Content-Disposition")).startsWith("attachment;");

        var other = people.driver();
        assertThat(http.as(other.token()).get("/api/me/messages/" + id).status())
                .isEqualTo(404);
        assertThat(http.as(other.token())
                        .get("/api/me/messages/" + id + "/attachments/" + number)
                        .status())
                .isEqualTo(404);
        assertThat(http.as(other.token()).get("/api/outbox").status()).isEqualTo(403);
        assertThat(http.as(other.token()).get("/api/outbox/" + id).status()).isEqualTo(403);
    }

    @Test
    void admins_find_messages_by_kind_status_and_a_part_of_the_address() {
        var driver = people.driver();
        var park = CarPark.payOnLeaving(jdbc, 3);
        for (var i = 0; i < 3; i++) {
            mailroom.reserve(driver, park, Duration.ofDays(1));
        }
        mailroom.delivery(new OutboxCarrier()).run();
        var admin = http.as(people.platformAdmin().token());
        var first = admin.get("/api/outbox?q=" + driver.email() + "&status=SENT&kind=RESERVATION_CONFIRMED&limit=2");
        assertThat(first.at("items")).hasSize(2);
        var second = admin.get("/api/outbox?q=" + driver.email() + "&limit=2&cursor="
                + first.at("nextCursor").asString());
        assertThat(second.at("items")).hasSize(1);
        assertThat(admin.get("/api/outbox?q=" + driver.email() + "&status=FAILED")
                        .at("items"))
                .isEmpty();
    }

    @Test
    void only_a_failed_one_is_sent_again() {
        var driver = people.driver();
        mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), Duration.ofDays(1));
        var admin = http.as(people.platformAdmin().token()).with("Idempotency-Key", "retry");
        var id = message(driver);
        assertThat(admin.post("/api/outbox/" + id + "/retry").problem()).isEqualTo("message-not-failed");
        messages.giveUp(id, "The mail server said: 550 no such mailbox");
        var retried = http.as(people.platformAdmin().token())
                .with("Idempotency-Key", "retry once more")
                .post("/api/outbox/" + id + "/retry");
        assertThat(retried.at("status").asString()).isEqualTo("QUEUED");
        mailroom.delivery(new OutboxCarrier()).run();
        assertThat(http.as(driver.token())
                        .get("/api/me/messages/" + id)
                        .at("message.status")
                        .asString())
                .isEqualTo("SENT");
    }

    @Test
    void a_link_that_opens_an_account_is_kept_nowhere_and_shown_in_the_demo_only() {
        var driver = people.driver();
        http.post("/api/auth/password-reset", Http.body("email", driver.email()));
        mailroom.delivery(new OutboxCarrier()).run();
        var id = message(driver);
        var stored = jdbc.sql("select html || body || facts::text from notifications.message where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        var token = links.token(jdbc.sql("select id from accounts.link where account_id = :account")
                .param("account", driver.id())
                .query(UUID.class)
                .single());
        assertThat(stored).doesNotContain(token);

        var admin = people.platformAdmin();
        var demo = http.as(admin.token()).get("/api/outbox/" + id);
        assertThat(demo.at("text").asString()).contains("/reset-password/" + token);
        assertThat(demo.at("secretHidden").asBoolean()).isFalse();

        var production = new Outbox(repository, messages, links, json, audit, clock, new StandardEnvironment());
        for (var whole :
                java.util.List.of(production.open(admin.caller(), id), production.openOwn(driver.caller(), id))) {
            assertThat(whole.secretHidden()).isTrue();
            assertThat(whole.html() + whole.text())
                    .contains("/reset-password/hidden")
                    .doesNotContain(token);
        }
    }

    private UUID message(People.Person person) {
        return jdbc.sql("select id from notifications.message where account_id = :account order by id desc limit 1")
                .param("account", person.id())
                .query(UUID.class)
                .single();
    }
}
