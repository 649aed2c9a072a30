package io.parkapp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.Http.Answer;
import io.parkapp.ParkappTest;
import io.parkapp.Proof;
import io.parkapp.Storm;
import io.parkapp.parking.CarPark;
import io.parkapp.parking.Purse;
import io.parkapp.payments.Charge;
import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.ChargeSettled;
import io.parkapp.payments.Heard;
import io.parkapp.payments.PaymentStatus;
import io.parkapp.payments.Payments;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.payments.Requests;
import io.parkapp.payments.Together;
import io.parkapp.payments.WebhookSignature;
import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ten thousand events at once: repeated, out of order, and some of them forged.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class EventStormTest {
    private static final int EVENTS = Storm.size(1_500, 10_000);
    private static final List<String> OF_EACH_CHARGE =
            List.of(SandboxEvent.DECLINED, SandboxEvent.PAID, SandboxEvent.PAID, SandboxEvent.EXPIRED);
    private static final int DELIVERIES_MAX = 5;
    private static final int FORGED_PERCENT = 10;
    /// Nobody pays for them; forgers say so.
    private static final int UNPAID = 100;

    private final Random random = new Random(20261122);
    private final Payments payments;
    private final Purse purse;
    private final Proof proof;
    private final EventPost post;
    private final EventPost forger;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final Heard heard;

    EventStormTest(
            Payments payments,
            Purse purse,
            Proof proof,
            Http http,
            Secrets secrets,
            Settings settings,
            Clock clock,
            JdbcClient jdbc,
            ApplicationEventMulticaster multicaster) {
        this.payments = payments;
        this.purse = purse;
        this.proof = proof;
        this.post = new EventPost(http, SandboxProvider.signature(secrets, settings), clock);
        this.forger = new EventPost(
                http,
                new WebhookSignature("a secret that was guessed wrongly".getBytes(StandardCharsets.UTF_8)),
                clock);
        this.clock = clock;
        this.jdbc = jdbc;
        this.heard = new Heard(multicaster);
    }

    @AfterEach
    void stopListening() {
        heard.close();
    }

    private record Delivery(String event, String signature, boolean isForged) {}

    @Test
    void each_charge_is_settled_once_and_nothing_forged_is_believed() throws Exception {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var charges = open(IntStream.range(0, EVENTS / OF_EACH_CHARGE.size()).mapToObj(hour -> purse.bill(park, hour)));
        var unpaid = open(IntStream.range(0, UNPAID).mapToObj(EventStormTest::anything));
        var keptBefore = eventsKept();
        var genuine = deliveries(charges);
        var forged = forged(unpaid, genuine.size() * FORGED_PERCENT / 100);

        var answers = send(shuffled(genuine, forged));

        assertThat(answers.keySet()).containsExactlyInAnyOrder("200", "400 bad-signature");
        assertThat(answers.get("200")).isEqualTo(genuine.size());
        assertThat(answers.get("400 bad-signature")).isEqualTo(forged.size());
        assertThat(heard.settled.stream().map(ChargeSettled::chargeId))
                .containsExactlyInAnyOrderElementsOf(
                        charges.stream().map(Charge::id).toList());
        assertThat(charges).allMatch(each -> payments.find(each.id()).status() == PaymentStatus.SUCCEEDED);
        assertThat(unpaid).allMatch(each -> payments.find(each.id()).isOpen());
        assertThat(eventsKept() - keptBefore).isEqualTo(EVENTS);
        proof.assertGreen(park.operator());
    }

    @Test
    void an_event_that_always_looks_new_still_settles_once_since_each_statement_names_its_state() throws Exception {
        try (var unguarded = Unguarded.events(jdbc)) {
            var charges = open(IntStream.range(0, 20).mapToObj(EventStormTest::anything));
            send(shuffled(deliveries(charges), List.of()));
            assertThat(heard.settled).as("without %s", unguarded).hasSize(charges.size());
        }
    }

    @Test
    void without_both_guards_charges_would_be_settled_again() throws Exception {
        try (var events = Unguarded.events(jdbc);
                var settlements = Unguarded.settlements(jdbc)) {
            var charges = open(IntStream.range(0, 20).mapToObj(EventStormTest::anything));
            send(shuffled(deliveries(charges), List.of()));
            assertThat(heard.settled)
                    .as("without %s and %s", events, settlements)
                    .hasSizeGreaterThan(charges.size());
        }
    }

    @Test
    void without_looking_at_the_signature_forgers_would_be_believed() throws Exception {
        var unpaid = open(IntStream.range(0, 20).mapToObj(EventStormTest::anything));
        var asIfGenuine = forged(unpaid, 100).stream()
                .map(each -> new Delivery(each.event(), post.sign(each.event(), clock.instant()), false))
                .toList();
        send(asIfGenuine);
        assertThat(heard.settled).isNotEmpty();
    }

    private static ChargeRequest anything(int number) {
        return Requests.charge(UUID.randomUUID(), 100 + number);
    }

    private List<Charge> open(Stream<ChargeRequest> requests) throws Exception {
        return Together.run(requests.<Callable<Charge>>map(each -> () -> payments.open(each))
                .toList());
    }

    private List<Delivery> deliveries(List<Charge> charges) {
        var all = new ArrayList<Delivery>();
        for (var charge : charges) {
            for (var index = 0; index < OF_EACH_CHARGE.size(); index++) {
                var event = EventPost.event(
                        "evt_" + index + "_" + charge.id(), OF_EACH_CHARGE.get(index), charge, charge.amount());
                var signature = post.sign(event, clock.instant());
                all.addAll(
                        Collections.nCopies(1 + random.nextInt(DELIVERIES_MAX), new Delivery(event, signature, false)));
            }
        }
        return all;
    }

    /// Signed with a guessed secret, changed after signing, or recorded long ago.
    private List<Delivery> forged(List<Charge> charges, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    var charge = charges.get(number % charges.size());
                    var event = EventPost.event("forged_" + number, SandboxEvent.PAID, charge, charge.amount());
                    var now = clock.instant();
                    var signature = switch (number % 3) {
                        case 0 -> forger.sign(event, now);
                        case 1 -> post.sign(event.replace(SandboxEvent.PAID, SandboxEvent.DECLINED), now);
                        default ->
                            post.sign(
                                    event, now.minus(WebhookSignature.TOLERANCE).minus(Duration.ofSeconds(2)));
                    };
                    return new Delivery(event, signature, true);
                })
                .toList();
    }

    private List<Delivery> shuffled(List<Delivery> genuine, List<Delivery> forged) {
        var all = new ArrayList<>(genuine);
        all.addAll(forged);
        Collections.shuffle(all, random);
        return all;
    }

    /// @return how many got which answer: a status, and a problem's name
    private Map<String, Long> send(List<Delivery> deliveries) throws Exception {
        return Together.run(deliveries.stream()
                        .<Callable<String>>map(
                                each -> () -> text(each, post.sendSigned(each.event(), each.signature())))
                        .toList())
                .stream()
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    }

    private static String text(Delivery delivery, Answer answer) {
        return (answer.status() + " " + answer.problem()).strip()
                + (delivery.isForged() && answer.status() == 200 ? " forged" : "");
    }

    private int eventsKept() {
        return jdbc.sql("select count(*) from payments.provider_event")
                .query(Integer.class)
                .single();
    }
}
