package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.parkapp.FreshDatabase.SwitchableDataSource;
import io.parkapp.Http;
import io.parkapp.Parkapp;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.ProductProcess;
import io.parkapp.Storm;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.platform.Sql;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A worker process whose mail server takes connections and says nothing, is away, and comes back; while people book.
@ParkappTest
@Import(Mailroom.class)
@ExtendWith(QuietScheduler.class)
class MailServerAwayTest {
    /// In each of the two troubles.
    private static final int BOOKINGS = Storm.size(40, 800);

    private static final Duration BETWEEN_BOOKINGS = Duration.ofMillis(Storm.size(5, 250));
    private static final Duration PATIENCE = Duration.ofMinutes(Storm.size(2, 10));
    private static final int SPOTS = 40;

    private final JdbcClient jdbc;
    private final SwitchableDataSource database;
    private final Http http;
    private final People people;
    private final Mailroom mailroom;
    private final Clock clock;
    private int booked;

    @TempDir
    private Path folder;

    MailServerAwayTest(
            JdbcClient jdbc, SwitchableDataSource database, Http http, People people, Mailroom mailroom, Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.http = http;
        this.people = people;
        this.mailroom = mailroom;
        this.clock = clock;
    }

    @Test
    void people_book_files_are_made_and_every_mail_follows_once() throws Exception {
        var drivers = IntStream.range(0, 10).mapToObj(each -> people.driver()).toList();
        var park = CarPark.payOnLeaving(jdbc, SPOTS);
        try (var silent = new SilentServer();
                var worker = worker(silent.port())) {
            worker.port();
            book(drivers, park, 1);
            await().atMost(PATIENCE).until(() -> silent.accepted.get() > 0);

            book(drivers, park, BOOKINGS);

            // Whoever waits for the mail server does not keep the others from their work.
            awaitFile(drivers.getFirst());
            assertThat(silent.openMax.get()).as("threads that wait for it").isEqualTo(1);
            assertThat(count("status <> 'QUEUED'"))
                    .as("said nothing, took nothing")
                    .isZero();
            var port = silent.port();
            silent.goAway();

            book(drivers, park, BOOKINGS);

            assertThat(count("status = 'QUEUED'")).isEqualTo(booked);
            var back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            back.start();
            try {
                awaitAllSent();
                var numbers = new ArrayList<String>();
                for (MimeMessage each : back.getReceivedMessages()) {
                    if (each.getSubject().startsWith("Confirmed")) {
                        numbers.add(each.getMessageID());
                    }
                }
                assertThat(numbers).hasSize(booked).doesNotHaveDuplicates();
            } finally {
                back.stop();
            }
            assertThat(worker.isAlive()).isTrue();
        }
    }

    private ProductProcess worker(int smtpPort) throws Exception {
        return new ProductProcess(
                folder,
                Parkapp.class,
                "160m",
                ProductProcess.demo(
                        folder.resolve("data"),
                        "worker",
                        database.url(),
                        Map.of(
                                "PARKAPP_SMTP_HOST",
                                "127.0.0.1",
                                "PARKAPP_SMTP_PORT",
                                String.valueOf(smtpPort),
                                "PARKAPP_SMTP_TLS",
                                "none",
                                "PARKAPP_SMTP_FROM",
                                Mailroom.FROM)));
    }

    /// Each gets its answer: whatever is not 201 fails the test.
    private void book(List<Person> drivers, CarPark park, int count) throws InterruptedException {
        for (var each = 0; each < count; each++, booked++) {
            var ahead = Duration.ofDays(1).plusHours(3L * (booked / SPOTS));
            assertThat(mailroom.reserve(drivers.get(booked % drivers.size()), park, ahead))
                    .isNotNull();
            Thread.sleep(BETWEEN_BOOKINGS);
        }
    }

    private void awaitFile(Person driver) {
        var asked = http.as(people.again(driver).token())
                .post("/api/exports", Http.body("kind", "RESERVATIONS", "format", "CSV"));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        var path = "/api/exports/" + asked.at("id").asString();
        await().atMost(PATIENCE)
                .until(() -> http.as(people.again(driver).token())
                        .get(path)
                        .at("status")
                        .asString()
                        .equals("READY"));
    }

    private void awaitAllSent() {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            // What met the trouble would wait for half a minute and more.
            jdbc.sql("update notifications.message set next_attempt_at = least(next_attempt_at, :now) "
                            + "where status = 'QUEUED' and attempts > 0")
                    .param("now", Sql.time(clock.instant()))
                    .update();
            return count("status = 'SENT'") == booked;
        });
    }

    /// Of the confirmations; that of the file comes besides.
    private int count(String condition) {
        return jdbc.sql("select count(*) from notifications.message where kind = 'RESERVATION_CONFIRMED' and "
                        + condition)
                .query(Integer.class)
                .single();
    }

    /// Takes every connection, and nothing more.
    private static final class SilentServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();
        private final AtomicInteger accepted = new AtomicInteger();
        private final AtomicInteger openMax = new AtomicInteger();

        SilentServer() throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        hold(socket.accept());
                    }
                } catch (IOException closed) {
                    // At the end.
                }
            });
        }

        private void hold(Socket line) {
            open.add(line);
            accepted.incrementAndGet();
            openMax.accumulateAndGet(open.size(), Math::max);
            Thread.ofVirtual().start(() -> {
                try (line) {
                    line.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException gone) {
                    // They lost patience, or we end.
                }
                open.remove(line);
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        void goAway() throws IOException {
            socket.close();
            for (var each : open) {
                each.close();
            }
        }

        @Override
        public void close() throws IOException {
            goAway();
        }
    }
}
