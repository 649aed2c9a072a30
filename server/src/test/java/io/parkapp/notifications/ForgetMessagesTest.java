package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.QuietScheduler;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@Import(Mailroom.class)
@ExtendWith(QuietScheduler.class)
class ForgetMessagesTest {
    private static final Duration TOMORROW = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Announcer announcer;
    private final Mailroom mailroom;
    private final TestClock clock;
    private final Delivery delivery;

    ForgetMessagesTest(
            JdbcClient jdbc, Http http, People people, Announcer announcer, Mailroom mailroom, TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.announcer = announcer;
        this.mailroom = mailroom;
        this.clock = clock;
        this.delivery = mailroom.delivery(new OutboxCarrier());
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void erasing_an_account_forgets_what_it_was_told() {
        var driver = people.driver();
        var reservation = mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), TOMORROW);
        http.as(driver.token())
                .with("Idempotency-Key", "cancel " + reservation)
                .post("/api/reservations/" + reservation + "/cancellation", Http.body());
        delivery.run();
        var erased = http.as(driver.token()).delete("/api/me", Http.body("password", People.PASSWORD));
        assertThat(erased.status()).as(erased.toString()).isEqualTo(204);
        assertThat(jdbc.sql("""
                        select count(*) from notifications.message left join notifications.attachment on message_id = id
                        where account_id = :account
                          and (address is not null or subject is not null or html is not null or body is not null
                               or facts <> '{}' or content is not null)""")
                        .param("account", driver.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(mailroom.rows(driver)).hasSize(2);
    }

    @Test
    void old_messages_are_forgotten() {
        var driver = people.driver();
        mailroom.reserve(driver, CarPark.payOnLeaving(jdbc, 1), TOMORROW);
        delivery.run();
        clock.push(Announcer.KEPT.minus(Duration.ofHours(1)));
        announcer.forgetOld();
        assertThat(mailroom.rows(driver)).hasSize(1);
        clock.push(Duration.ofHours(2));
        announcer.forgetOld();
        assertThat(mailroom.rows(driver)).isEmpty();
    }
}
