package io.parkapp.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.notifications.Carrier.NotDelivered;
import io.parkapp.notifications.Mailroom.Row;
import io.parkapp.notifications.Message.Outgoing;
import io.parkapp.parking.CarPark;
import io.parkapp.parking.Purse;
import io.parkapp.parking.ReservationNews;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.payments.Together;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkappTest
@Import(Mailroom.class)
@ExtendWith(QuietScheduler.class)
class SendMailsTest {
    private static final Duration TOMORROW = Duration.ofDays(1);
    private static final int RACERS = 16;

    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Purse purse;
    private final Announcer announcer;
    private final Mailroom mailroom;
    private final TestClock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final GreenMail server = Mailroom.server();
    private final Delivery delivery;

    SendMailsTest(
            JdbcClient jdbc,
            Http http,
            People people,
            Purse purse,
            Announcer announcer,
            Mailroom mailroom,
            TestClock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.purse = purse;
        this.announcer = announcer;
        this.mailroom = mailroom;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
        this.delivery = mailroom.delivery(mailroom.smtp(server.getSmtp().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop();
        clock.reset();
    }

    @Test
    void a_confirmed_reservation_brings_a_mail_with_text_html_calendar_and_code() throws Exception {
        var driver = people.driver();
        var reservation = mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), TOMORROW);
        delivery.run();
        var mail = Mailroom.mails(server, driver.email()).getFirst();
        assertThat(mail.getSubject()).startsWith("Confirmed: Test Lot, ");
        assertThat(mail.getFrom()[0]).hasToString("Test Parking <" + Mailroom.FROM + ">");
        assertThat(mail.getMessageID()).endsWith("@parking.example>");
        assertThat(mail.getContentType()).startsWith("multipart/mixed");
        var text = (String) Mailroom.part(mail, "text/plain").getContent();
        var html = (String) Mailroom.part(mail, "text/html").getContent();
        assertThat(text).contains("S-1, Ground", "BPK123", "Europe/Berlin", "/reservations/" + reservation);
        assertThat(html).contains("S-1, Ground", "BPK123", "Europe/Berlin", "cid:qr", "prefers-color-scheme: dark");
        var code = Mailroom.part(mail, "image/png");
        assertThat(code.getHeader("Content-ID")).containsExactly("<qr>");
        assertThat(ImageIO.read(code.getInputStream()).getWidth()).isGreaterThan(200);
        assertThat(new String(Mailroom.bytes(Mailroom.part(mail, "text/calendar")), UTF_8))
                .contains("BEGIN:VEVENT", "UID:reservation-" + reservation, "STATUS:CONFIRMED");
        assertThat(mailroom.rows(driver)).extracting(Row::status).containsExactly(MessageStatus.SENT);
    }

    @Test
    void a_receipt_comes_as_a_pdf_and_so_does_what_is_given_back() throws Exception {
        var driver = people.driver();
        var reservation = mailroom.reserve(driver, CarPark.payWhenReserving(jdbc, 1), TOMORROW);
        var charge = purse.pay(reservation, 1_000);
        purse.giveBack(charge, 300);
        delivery.run();
        assertThat(mailroom.kinds(driver))
                .containsExactlyInAnyOrder(MessageKind.RESERVATION_CONFIRMED, MessageKind.RECEIPT, MessageKind.RECEIPT);
        var receipts = Mailroom.mails(server, driver.email()).stream()
                .filter(each -> subject(each).contains("R-") || subject(each).contains("C-"))
                .toList();
        assertThat(receipts).hasSize(2);
        for (var each : receipts) {
            assertThat(Mailroom.bytes(Mailroom.part(each, "application/pdf"))).startsWith("%PDF".getBytes(UTF_8));
        }
    }

    @Test
    void a_cancellation_says_what_comes_back_and_takes_the_entry_out_of_calendars() throws Exception {
        var driver = people.driver();
        var reservation = mailroom.reserve(driver, CarPark.payWhenReserving(jdbc, 1), TOMORROW);
        purse.pay(reservation, 1_000);
        http.as(driver.token())
                .with("Idempotency-Key", "cancel " + reservation)
                .post("/api/reservations/" + reservation + "/cancellation", Http.body());
        delivery.run();
        var mail = Mailroom.mails(server, driver.email()).stream()
                .filter(each -> subject(each).startsWith("Cancelled"))
                .findFirst()
                .orElseThrow();
        assertThat((String) Mailroom.part(mail, "text/plain").getContent()).contains("€10.00 goes back");
        assertThat(new String(Mailroom.bytes(Mailroom.part(mail, "text/calendar")), UTF_8))
                .contains("STATUS:CANCELLED");
    }

    @Test
    void a_change_is_told_as_it_was_at_that_moment_even_if_another_follows() throws Exception {
        var driver = people.driver();
        var reservation = mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), TOMORROW);
        change(driver, reservation, "plate", "B AA 111");
        change(driver, reservation, "plate", "B BB 222");
        delivery.run();
        var texts = Mailroom.mails(server, driver.email()).stream()
                .map(SendMailsTest::text)
                .toList();
        assertThat(texts).hasSize(3);
        assertThat(texts.get(0)).contains("BPK123");
        assertThat(texts.get(1)).contains("BAA111");
        assertThat(texts.get(2)).contains("BBB222");
    }

    @Test
    void while_the_mail_server_is_away_one_reserves_and_the_mails_follow() throws Exception {
        var port = server.getSmtp().getPort();
        server.stop();
        var drivers = IntStream.range(0, 3).mapToObj(each -> people.driver()).toList();
        var park = CarPark.payOnLeaving(jdbc, 3);
        drivers.forEach(each -> mailroom.reserve(each, park, TOMORROW));
        delivery.run();
        var first = mailroom.rows(drivers.getFirst()).getFirst();
        assertThat(first.status()).isEqualTo(MessageStatus.QUEUED);
        assertThat(first.lastFailure()).startsWith("The mail server cannot be reached");
        // The others were not tried in vain.
        assertThat(mailroom.rows(drivers.getLast()).getFirst().attempts()).isZero();
        clock.push(Duration.ofMinutes(10));
        delivery.run();
        var back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        back.start();
        try {
            clock.push(Duration.ofMinutes(10));
            delivery.run();
            for (var each : drivers) {
                assertThat(Mailroom.mails(back, each.email())).hasSize(1);
                assertThat(mailroom.rows(each)).extracting(Row::status).containsExactly(MessageStatus.SENT);
            }
        } finally {
            back.stop();
        }
    }

    @Test
    void what_could_not_be_sent_for_a_day_is_given_up_and_says_why() {
        server.stop();
        var driver = people.driver();
        mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), TOMORROW);
        delivery.run();
        clock.push(Delivery.GIVEN_UP_AFTER);
        delivery.run();
        var row = mailroom.rows(driver).getFirst();
        assertThat(row.status()).isEqualTo(MessageStatus.FAILED);
        assertThat(row.lastFailure()).startsWith("The mail server cannot be reached");
    }

    @Test
    void an_address_that_the_server_will_never_take_is_not_offered_again() throws Exception {
        var driver = people.driver();
        mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), TOMORROW);
        try (var refusing = new RefusingServer()) {
            mailroom.delivery(mailroom.smtp(refusing.port())).run();
        }
        var row = mailroom.rows(driver).getFirst();
        assertThat(row.status()).isEqualTo(MessageStatus.FAILED);
        assertThat(row.lastFailure()).contains("550", "no such mailbox");
    }

    @Test
    void a_process_that_dies_after_sending_sends_that_one_again_under_the_same_number() throws Exception {
        var drivers = IntStream.range(0, 3).mapToObj(each -> people.driver()).toList();
        var park = CarPark.payOnLeaving(jdbc, 3);
        drivers.forEach(each -> mailroom.reserve(each, park, TOMORROW));
        var dying = mailroom.delivery(new Dying(mailroom.smtp(server.getSmtp().getPort())));
        assertThatThrownBy(dying::run).isInstanceOf(Killed.class);
        // Whoever else comes leaves it alone while the first might still be sending.
        delivery.run();
        assertThat(server.getReceivedMessages()).hasSize(3);
        clock.push(Delivery.LEASE.plusSeconds(1));
        delivery.run();
        assertThat(server.getReceivedMessages()).hasSize(4);
        var twice = Mailroom.mails(server, drivers.getFirst().email());
        assertThat(twice).hasSize(2);
        assertThat(twice.getFirst().getMessageID()).isEqualTo(twice.getLast().getMessageID());
    }

    @Test
    void of_two_processes_that_send_at_once_each_message_goes_out_once() throws Exception {
        var driver = people.driver();
        var park = CarPark.payOnLeaving(jdbc, 20);
        for (var i = 0; i < 20; i++) {
            mailroom.reserve(driver, park, TOMORROW);
        }
        var port = server.getSmtp().getPort();
        Together.run(IntStream.range(0, 4)
                .mapToObj(each -> (Callable<Boolean>) () -> {
                    mailroom.delivery(mailroom.smtp(port)).run();
                    return true;
                })
                .toList());
        assertThat(Mailroom.mails(server, driver.email())).hasSize(20);
    }

    @Test
    void the_same_fact_is_told_once_however_often_it_is_heard() throws Exception {
        var driver = people.driver();
        var park = CarPark.payOnLeaving(jdbc, 1);
        var reservation = mailroom.reserve(driver, park, TOMORROW);
        var heard = new ReservationNews(
                reservation, driver.id(), park.operator(), park.id(), ReservationNews.What.CONFIRMED);
        Together.run(racers(() -> transaction.executeWithoutResult(status -> events.publishEvent(heard))));
        assertThat(mailroom.kinds(driver)).containsExactly(MessageKind.RESERVATION_CONFIRMED);
    }

    /// The negative control: without the constraint, looking first does not help.
    @Test
    void without_the_constraint_the_same_fact_would_be_told_again() throws Exception {
        jdbc.sql("create table unguarded (kind text, subject_id uuid)").update();
        var subject = UUID.randomUUID();
        var allHaveLooked = new CyclicBarrier(RACERS);
        Together.run(racers(() -> transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                        insert into unguarded select 'REMINDER', :subject
                        where not exists (select from unguarded where subject_id = :subject)""").param("subject", subject).update();
            meet(allHaveLooked);
        })));
        assertThat(jdbc.sql("select count(*) from unguarded")
                        .query(Integer.class)
                        .single())
                .isGreaterThan(1);
    }

    @Test
    void a_reminder_follows_the_start_and_vanishes_with_a_cancellation() {
        var driver = people.driver();
        var park = CarPark.payOnLeaving(jdbc, 2);
        var moved = mailroom.reserve(driver, park, Duration.ofHours(3));
        var cancelled = mailroom.reserve(driver, park, Duration.ofHours(3));
        announcer.findDue();
        assertThat(mailroom.kinds(driver)).doesNotContain(MessageKind.REMINDER);
        var later = clock.instant().plus(Duration.ofHours(6));
        change(driver, moved, "from", later, "until", later.plus(Duration.ofHours(1)));
        clock.push(Duration.ofMinutes(125));
        announcer.findDue();
        assertThat(reminders(driver)).containsExactly("QUEUED");
        http.as(people.again(driver).token())
                .with("Idempotency-Key", "cancel " + cancelled)
                .post("/api/reservations/" + cancelled + "/cancellation", Http.body());
        delivery.run();
        assertThat(reminders(driver)).containsExactly("DROPPED");
        clock.push(Duration.ofMinutes(190));
        announcer.findDue();
        announcer.findDue();
        delivery.run();
        assertThat(reminders(driver)).containsExactly("DROPPED", "SENT");
    }

    @Test
    void a_hold_that_is_about_to_lapse_and_a_time_that_is_over_are_told_once() {
        var driver = people.driver();
        var held = mailroom.reserve(driver, CarPark.payWhenReserving(jdbc, 1), TOMORROW);
        announcer.findDue();
        assertThat(mailroom.rows(driver)).isEmpty();
        clock.push(Duration.ofMinutes(7));
        announcer.findDue();
        announcer.findDue();
        delivery.run();
        assertThat(mailroom.kinds(driver)).containsExactly(MessageKind.HOLD_LAPSING);
        assertThat(held).isNotNull();

        var inside = people.driver();
        var stay = mailroom.reserve(inside, CarPark.payOnLeaving(jdbc, 1), Duration.ofMinutes(1));
        var entered = http.as(inside.token())
                .with("Idempotency-Key", "in " + stay)
                .post("/api/reservations/" + stay + "/check-in");
        assertThat(entered.status()).as(entered.toString()).isEqualTo(200);
        clock.push(Duration.ofMinutes(122));
        announcer.findDue();
        announcer.findDue();
        delivery.run();
        assertThat(mailroom.rows(inside))
                .filteredOn(each -> each.kind() == MessageKind.OVERSTAY)
                .extracting(Row::status)
                .containsExactly(MessageStatus.SENT);
    }

    private void change(People.Person driver, UUID reservation, Object... change) {
        var changed = http.as(driver.token()).patch("/api/reservations/" + reservation, Http.body(change));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    }

    private List<String> reminders(People.Person driver) {
        return mailroom.rows(driver).stream()
                .filter(each -> each.kind() == MessageKind.REMINDER)
                .map(each -> each.status().name())
                .toList();
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await();
        } catch (InterruptedException | BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<Callable<Boolean>> racers(Runnable task) {
        return IntStream.range(0, RACERS)
                .mapToObj(each -> (Callable<Boolean>) () -> {
                    task.run();
                    return true;
                })
                .toList();
    }

    private static String subject(jakarta.mail.Message mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static String text(jakarta.mail.Message mail) {
        try {
            return (String) Mailroom.part(mail, "text/plain").getContent();
        } catch (jakarta.mail.MessagingException | IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static final class Killed extends Error {}

    /// Sends, and ends before anybody can write down that it did.
    private record Dying(Carrier carrier) implements Carrier {
        @Override
        public Channel channel() {
            return carrier.channel();
        }

        @Override
        public String name() {
            return carrier.name();
        }

        @Override
        public void send(Outgoing message) throws NotDelivered {
            carrier.send(message);
            throw new Killed();
        }

        @Override
        public void close() {
            carrier.close();
        }
    }
}
