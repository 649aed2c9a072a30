package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.notifications.Carrier.NotDelivered;
import io.parkapp.notifications.Message.Content;
import io.parkapp.notifications.Message.Outgoing;
import io.parkapp.notifications.Message.Sender;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.QuietScheduler;
import jakarta.mail.Message.RecipientType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people typed becomes no header, no second address and no markup of a mail.
@ParkappTest
@Import(Mailroom.class)
@ExtendWith(QuietScheduler.class)
class HostileTextTest {
    private static final Duration TOMORROW = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final People people;
    private final Mailroom mailroom;
    private final GreenMail server = Mailroom.server();
    private final Delivery delivery;

    HostileTextTest(JdbcClient jdbc, People people, Mailroom mailroom) {
        this.jdbc = jdbc;
        this.people = people;
        this.mailroom = mailroom;
        this.delivery = mailroom.delivery(mailroom.smtp(server.getSmtp().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void line_breaks_in_names_make_no_header() throws Exception {
        var mail = mailroom.smtp(server.getSmtp().getPort())
                .mail(outgoing(
                        "driver@example.org", "Hello\r\nBcc: evil@example.org", "Evil\r\nBcc: evil@example.org"));
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getRecipients(RecipientType.BCC)).isNull();
        assertThat(mail.getSubject()).isEqualTo("Hello Bcc: evil@example.org");
    }

    @Test
    void an_address_that_is_none_or_several_is_refused() {
        var smtp = mailroom.smtp(server.getSmtp().getPort());
        for (var address : List.of(
                "driver@example.org\r\nBcc: evil@example.org", "driver@example.org, evil@example.org", "driver", "")) {
            assertThatThrownBy(() -> smtp.mail(outgoing(address, "Hello", "Test Parking")))
                    .as(address)
                    .isInstanceOf(NotDelivered.class);
        }
    }

    @Test
    void what_people_typed_is_text_in_the_html() throws Exception {
        var driver = people.driver();
        var park = CarPark.payOnLeaving(jdbc, 1);
        jdbc.sql("update lots.lot set name = :name, entry_notes = :notes where id = :lot")
                .param("name", "<b>Lot</b>")
                .param("notes", "<img src=x onerror=alert(1)> & \"more\"")
                .param("lot", park.id())
                .update();
        jdbc.sql("update lots.operator set name = :name where id = :operator")
                .param("name", "<script>alert(1)</script>")
                .param("operator", park.operator())
                .update();
        mailroom.reserve(driver, park, TOMORROW);
        delivery.run();
        var html = (String) Mailroom.part(Mailroom.mails(server, driver.email()).getFirst(), "text/html")
                .getContent();
        assertThat(html)
                .doesNotContain("<script>alert", "<b>Lot", "<img src=x")
                .contains("&lt;script&gt;alert(1)", "&lt;b&gt;Lot&lt;/b&gt;", "&lt;img src=x");
    }

    private static Outgoing outgoing(String address, String subject, String sender) {
        return new Outgoing(
                UUID.randomUUID(),
                MessageKind.WELCOME,
                address,
                new Content(address, subject, "<p>Hello</p>", "Hello", false),
                new Sender(sender, null, null),
                List.of(),
                null);
    }
}
