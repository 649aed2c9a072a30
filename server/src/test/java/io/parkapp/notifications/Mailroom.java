package io.parkapp.notifications;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.parkapp.Http;
import io.parkapp.People;
import io.parkapp.accounts.Links;
import io.parkapp.parking.CarPark;
import io.parkapp.platform.Settings;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends what is queued when a test says so, through whatever carrier it has. The scheduler must be quiet.
@TestComponent
public class Mailroom {
    static final String FROM = "no-reply@parking.example";

    private final MessageRepository repository;
    private final PreferenceRepository preferences;
    private final Unsubscribing unsubscribing;
    private final Letters letters;
    private final Links links;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final Http http;

    Mailroom(
            MessageRepository repository,
            PreferenceRepository preferences,
            Unsubscribing unsubscribing,
            Letters letters,
            Links links,
            TransactionTemplate transaction,
            Clock clock,
            Settings settings,
            JdbcClient jdbc,
            Http http) {
        this.repository = repository;
        this.preferences = preferences;
        this.unsubscribing = unsubscribing;
        this.letters = letters;
        this.links = links;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
        this.jdbc = jdbc;
        this.http = http;
    }

    static GreenMail server() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    static MailSettings settings(int port) {
        return new MailSettings("127.0.0.1", port, "", "", "none", FROM);
    }

    SmtpCarrier smtp(int port) {
        return new SmtpCarrier(settings(port), clock);
    }

    Delivery delivery(Carrier carrier) {
        return new Delivery(
                carrier, repository, preferences, letters, links, unsubscribing, transaction, clock, settings);
    }

    /// Two hours from `ahead` on, by this driver.
    UUID reserve(People.Person driver, CarPark park, Duration ahead) {
        var from = clock.instant().plus(ahead);
        var answer = http.as(driver.token())
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/reservations",
                        Http.body(
                                "lotId",
                                park.id(),
                                "plate",
                                "B PK 123",
                                "from",
                                from,
                                "until",
                                from.plus(Duration.ofHours(2))));
        return UUID.fromString(answer.at("id").asString());
    }

    record Row(MessageKind kind, MessageStatus status, int attempts, String lastFailure, String subject) {}

    List<Row> rows(People.Person person) {
        return jdbc.sql("""
                        select kind, status, attempts, coalesce(last_failure, '') as last_failure,
                               coalesce(subject, '') as subject
                        from notifications.message where account_id = :account order by id""")
                .param("account", person.id())
                .query((row, index) -> new Row(
                        MessageKind.valueOf(row.getString("kind")),
                        MessageStatus.valueOf(row.getString("status")),
                        row.getInt("attempts"),
                        row.getString("last_failure"),
                        row.getString("subject")))
                .list();
    }

    List<MessageKind> kinds(People.Person person) {
        return rows(person).stream().map(Row::kind).toList();
    }

    /// What went to one address.
    static List<MimeMessage> mails(GreenMail server, String address) throws MessagingException {
        var mails = new ArrayList<MimeMessage>();
        for (var each : server.getReceivedMessages()) {
            if (each.getAllRecipients()[0].toString().equals(address)) {
                mails.add(each);
            }
        }
        return mails;
    }

    /// The parts that carry something, in order.
    static List<Part> parts(Part whole) throws MessagingException, IOException {
        if (!(whole.getContent() instanceof Multipart several)) {
            return List.of(whole);
        }
        var parts = new ArrayList<Part>();
        for (var i = 0; i < several.getCount(); i++) {
            BodyPart each = several.getBodyPart(i);
            parts.addAll(parts(each));
        }
        return parts;
    }

    static Part part(Part whole, String type) throws MessagingException, IOException {
        return parts(whole).stream()
                .filter(each -> {
                    try {
                        return each.getContentType().toLowerCase(Locale.ROOT).startsWith(type);
                    } catch (MessagingException malformed) {
                        throw new IllegalStateException(malformed);
                    }
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part of type " + type));
    }

    static byte[] bytes(Part part) throws MessagingException, IOException {
        return part.getInputStream().readAllBytes();
    }
}
